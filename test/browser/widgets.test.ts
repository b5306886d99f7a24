import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 240_000;
const titer = { name: "titer", display_name: "TypeScript (Titer)" };

/** One cell per kind of widget; each prints what the kernel heard. */
const cells = [
  `import { anywidget, dlink, FileUpload, HBox, IntSlider, IntText, interact, jslink, Output, Text, VBox } from "@titer/kernel/widgets";
const slider = new IntSlider({ value: 3, max: 10, description: "first" });
slider.observe((change) => console.log("kernel heard " + change.new), "value");
slider`,
  `const a = new IntSlider({ description: "linked" });
const b = new IntText({ description: "copy" });
const doubled = new IntText({ description: "doubled" });
jslink([a, "value"], [b, "value"]);
dlink([a, "value"], [doubled, "value"], (value) => 2 * value);
new HBox({ children: [a, b, doubled] })`,
  `const seen = interact(({ size, kind }) => "drawn " + kind + " " + size.toFixed(1), {
  size: { min: 0.5, max: 2.5, step: 0.5, value: 1 },
  kind: ["disk", "square"],
});`,
  `const upload = new FileUpload({ accept: ".txt" });
upload.observe(({ new: [file] }) => console.log(file?.name, file?.size, new TextDecoder().decode(file?.content)), "value");
upload`,
  `const out = new Output({ layout: { borderLeft: "3px solid #0072b2", padding: "0 0 0 8px" } });
await out.capture(async () => { console.log("captured text"); await display({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b class='captured'>bold</b>" }) }); });
out`,
  `const counter = anywidget({
  esm: \`export default { render({ model, el }) {
    const button = document.createElement("button");
    button.className = "our-counter";
    const show = () => { button.textContent = "count " + model.get("count"); };
    button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
    model.on("change:count", show);
    show();
    el.append(button);
  } }\`,
  css: ".our-counter { font-weight: bold; }",
  state: { count: 5 },
});
counter.observe(({ new: count }) => console.log("counted " + count), "count");
counter`,
  `import { PlaneView } from "@titer/kernel/widgets";
const picture = (value: number) => ({
  title: "level " + value,
  plane: { dtype: "uint16", height: 32, width: 64, data: Uint16Array.from({ length: 2048 }, (_, i) => (i % 64) * value) },
}) as never;
const view = new PlaneView({ image: picture(1) });
const level = new IntSlider({ value: 1, description: "level" });
level.observe((change) => { view.image = picture(change.new); }, "value");
new VBox({ children: [level, view] })`,
];

describeInBrowser("widgets in JupyterLab", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;
  const cell = (index: number) => page.locator(".jp-Notebook .jp-Cell").nth(index);

  beforeAll(async () => {
    const settings = { "@jupyter-widgets/jupyterlab-manager/plugin": { saveState: true } };
    lab = await startLab(
      {
        "widgets.ipynb": notebookText(
          cells.map((source) => ({ source })),
          titer,
        ),
      },
      settings,
    );
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/widgets.ipynb"), true);
    page = visit.page;
    await command(page, "notebook:run-all-cells");
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("a slider moved by the keyboard changes in the kernel, which prints below the slider's cell", async () => {
    const handle = cell(0).locator(".noUi-handle");
    await handle.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await cell(0).getByText("kernel heard 5").waitFor();
    await keepPicture(page, ".jp-Notebook .jp-Cell:nth-of-type(1)", "widgets-slider-light");
  });

  test("a link in the page and one in the kernel both follow", async () => {
    await cell(1).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await expectValue(cell(1).locator("input").nth(0), "1");
    await expectValue(cell(1).locator("input").nth(1), "2");
  });

  test("interact runs again for a new value", async () => {
    await cell(2).getByText("drawn disk 1.0").waitFor();
    await cell(2).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await cell(2).getByText("drawn disk 1.5").waitFor();
    await cell(2).locator("select").selectOption("square");
    await cell(2).getByText("drawn square 1.5").waitFor();
    await keepPicture(page, ".widget-interact", "widgets-interact-light");
  });

  test("a file that is uploaded arrives with its content", async () => {
    const file = { name: "wells.txt", mimeType: "text/plain", buffer: Buffer.from("B03 B04") };
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      cell(3).locator(".jupyter-button", { hasText: "Upload" }).click(),
    ]);
    await chooser.setFiles(file);
    await cell(3).getByText("wells.txt 7 B03 B04").waitFor();
  });

  test("an Output shows what was captured", async () => {
    await cell(4).locator(".widget-output").getByText("captured text").waitFor();
    await cell(4).locator(".widget-output .captured").waitFor();
  });

  test("a module of one's own works by the rules of anywidget", async () => {
    await cell(5).locator(".our-counter").click();
    await cell(5).getByText("counted 6").waitFor();
    expect(await cell(5).locator(".our-counter").textContent()).toBe("count 6");
  });

  test("an image of our own stands in a standard box and changes in place", async () => {
    await cell(6).scrollIntoViewIfNeeded();
    const plane = cell(6).locator(".titer-plane");
    await plane.getByText("level 1").waitFor();
    await plane.evaluate((node) => node.setAttribute("data-mark", "1"));
    await cell(6).locator(".noUi-handle").first().focus();
    await page.keyboard.press("ArrowRight");
    await plane.getByText("level 2").waitFor();
    expect(await plane.getAttribute("data-mark")).toBe("1");
    await keepPicture(page, ".jp-Notebook .jp-Cell:nth-of-type(7)", "widgets-plane-light");
  });

  test("the page, loaded again, has all widgets with their values", async () => {
    await command(page, "docmanager:save");
    await page.reload({ waitUntil: "domcontentloaded" });
    await cell(5).locator(".our-counter").getByText("count 6").waitFor();
    await expectValue(cell(1).locator("input").nth(1), "2");
    await cell(2).getByText("drawn square 1.5").waitFor();
    await cell(6).locator(".titer-plane").getByText("level 2").waitFor();
    await cell(0).locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".noUi-handle")?.getAttribute("aria-valuetext") === "6");
    await goDark(page);
    await keepPicture(page, ".jp-Notebook", "widgets-dark");
  });

  test("the saved notebook holds the widgets' states", () => {
    const saved = JSON.parse(readFileSync(join(lab.root, "widgets.ipynb"), "utf8")) as {
      metadata: { widgets?: object };
    };
    expect(JSON.stringify(saved.metadata.widgets)).toContain('"IntSliderModel"');
  });

  test("leaves no complaint in the console", () => {
    expect(visit.complaints).toEqual([]);
  });
});

async function expectValue(input: ReturnType<Page["locator"]>, value: string): Promise<void> {
  const handle = await input.elementHandle();
  await input
    .page()
    .waitForFunction(([node, wanted]) => (node as HTMLInputElement).value === wanted, [handle, value] as const);
}
