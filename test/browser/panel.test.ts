import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { encodeTiff } from "#lib/tiff/index.js";
import { writePlate } from "../lib/engine/support.js";
import { command, describeInBrowser, goDark, keepPicture, launch } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 120_000;

const rows = ["A", "B", "C", "D"];
const wells = rows.flatMap((row) => ["01", "02", "03", "04", "05", "06"].map((column) => `${row}${column}`));

const slow = `import { FunctionStep } from "titer";
import { gaussianBlur } from "titer/functions";
export default [${Array.from({ length: 24 }, (_, i) => `new FunctionStep({ name: "blur ${i}", func: gaussianBlur.with({ sigma: 50 }) })`).join(", ")}];
`;

const code = `import { FunctionStep } from "titer";
import { gaussianBlur, stackPercentileNormalize, tophat } from "titer/functions";
export default [
  new FunctionStep({ name: "normalize", func: stackPercentileNormalize }),
  new FunctionStep({ name: "background", func: tophat.with({ selemRadius: 4 }) }),
  new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 2 }) }),
];
`;

/** Images that take a while to work on. */
function writeLargePlate(folder: string): void {
  const place = join(folder, "TimePoint_1");
  mkdirSync(place, { recursive: true });
  const data = Uint16Array.from({ length: 1024 * 1024 }, (_, i) => (i * 7919) % 4096);
  const bytes = encodeTiff({ dtype: "uint16", height: 1024, width: 1024, data });
  for (const well of ["A01", "A02", "B01", "B02"]) writeFileSync(join(place, `large_${well}_s1_w1.TIF`), bytes);
}

describeInBrowser("Titer's panel", () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  const panel = (): Locator => page.locator("#titer-panel");
  const card = (name: string): Locator => panel().locator(".titer-plate", { hasText: name }).first();
  const state = (name: string, words: RegExp): Promise<void> =>
    card(name).locator(".titer-plate-state", { hasText: words }).waitFor();
  const inDialog = (): Locator => page.locator(".jp-Dialog");
  const press = (name: string, verb: string): Promise<void> =>
    card(name)
      .locator(".titer-plate-buttons button", { hasText: new RegExp(`^${verb}$`) })
      .click();

  /** Opens a plate through the panel's dialog. */
  const openPlate = async (name: string): Promise<void> => {
    await panel().getByRole("button", { name: "Open a plate by its path" }).click();
    await inDialog().locator("input").first().fill(name);
    await inDialog().getByRole("button", { name: "Open", exact: true }).click();
    await state(name, /^ready$/);
  };

  /** Gives a plate its pipeline through the dialog, as code. */
  const choosePipeline = async (name: string, text: string): Promise<void> => {
    await card(name).locator(".titer-plate-choice").click();
    await inDialog().locator("select").selectOption("code");
    await inDialog().locator("textarea").fill(text);
    await inDialog().getByRole("button", { name: "Use" }).click();
  };

  /** Violations of accessibility rules that matter, in a part of the page. */
  const violations = async (selector: string): Promise<readonly string[]> => {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    return page.evaluate(async (part) => {
      type Axe = {
        run(node: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
      const found = await (window as unknown as { axe: Axe }).axe.run(part);
      return found.violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
    }, selector);
  };

  beforeAll(async () => {
    lab = await startLab({
      "seven.ipynb": notebookText([{ source: "1 + 1" }], { name: "titer", display_name: "TypeScript (Titer)" }),
    });
    writePlate(join(lab.root, "screen-1"), wells, 2, 2, 1);
    writePlate(join(lab.root, "screen-2"), ["A01", "A02"], 1, 2, 1);
    writePlate(join(lab.root, "screen-3"), ["A01"], 1, 1, 1);
    writeFileSync(join(lab.root, "screen-3/plate.HTD"), '"HTSInfoFile", Version 1.0\r\n"EndFile"\r\n');
    writeLargePlate(join(lab.root, "large"));
    browser = await launch();
    page = await browser.newPage();
    await page.setViewportSize({ width: 1400, height: 1000 });
    page.setDefaultTimeout(60_000);
    page.on("console", (message) => {
      const text = `${message.text()} ${message.location().url}`;
      if (message.type() === "error" && /titer/i.test(text)) complaints.push(text);
    });
    page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
    await page.goto(lab.page("lab"), { waitUntil: "domcontentloaded" });
    await page.locator("#jp-main-dock-panel").waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("opens a plate with the mouse, in a kernel of its own", async () => {
    await page.locator('li[data-id="titer-panel"]').click();
    await openPlate("screen-1");
    await panel().getByText("Kernel of titer-panel").waitFor();
    expect(await card("screen-1").locator(".titer-plate-facts").textContent()).toMatch(
      /imagexpress · 24 wells · 2 sites · 2 channels/,
    );
  });

  test("a pipeline that can't run lists its problems by step, and a mended one compiles", async () => {
    await choosePipeline(
      "screen-1",
      code.replace('name: "blur"', 'name: "blur", groupBy: "channel", variableComponents: ["channel"]'),
    );
    await press("screen-1", "Compile");
    await state("screen-1", /^compile failed$/);
    await card("screen-1").locator(".titer-plate-problems", { hasText: "blur" }).waitFor();
    await keepPicture(page, "#titer-panel", "panel-problem-light");
    await choosePipeline("screen-1", code);
    await press("screen-1", "Compile");
    await state("screen-1", /^compiled: 24 wells, 3 steps$/);
  });

  test("chosen wells run, are watched and shown in words and on the map", async () => {
    const map = card("screen-1").locator(".titer-map-surface");
    await map.focus();
    for (const key of ["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown"]) await map.press(key);
    await card("screen-1").getByText("6 of 24 wells").waitFor();
    await press("screen-1", "Run");
    await state("screen-1", /^completed$/);
    await map.focus();
    await card("screen-1").locator(".titer-map-detail", { hasText: "done" }).waitFor();
    await panel().locator(".titer-runs li[data-state=completed]").first().waitFor();
    await keepPicture(page, "#main", "panel-light");
  });

  test("the monitor shows steps, events and logs", async () => {
    await press("screen-1", "Monitor");
    const monitor = page.locator(".titer-monitor");
    await monitor.locator(".titer-steps li[data-state=done]").nth(2).waitFor();
    await monitor.getByRole("tab", { name: "Events" }).click();
    await monitor.locator(".titer-events li", { hasText: "Ended: completed" }).waitFor();
    await monitor.getByRole("tab", { name: "Logs" }).click();
    await monitor.locator(".titer-log li", { hasText: "run queued" }).waitFor();
    await keepPicture(page, "#main", "monitor-light");
  });

  test("a run can be cancelled, and resumed for the wells that are missing", async () => {
    await openPlate("large");
    await choosePipeline("large", slow);
    await press("large", "Run");
    await state("large", /^running/);
    await press("large", "Stop");
    await state("large", /^cancelled$/);
    await press("large", "Resume");
    await state("large", /^completed$/);
  });

  test("results of another pipeline are replaced only when that is wanted", async () => {
    await card("screen-1").getByRole("button", { name: "Work on all wells again" }).click();
    await choosePipeline("screen-1", code.replace("sigma: 2", "sigma: 3"));
    await press("screen-1", "Run");
    await inDialog().getByText("has results of another pipeline").waitFor();
    await inDialog().getByRole("button", { name: "Replace all" }).click();
    await state("screen-1", /^completed$/);
  });

  test("a plate's own settings are set in the right side bar and count when it is compiled", async () => {
    await press("screen-1", "Settings");
    await page.locator('#titer-forms-panel input[type="search"]').fill("outputDirSuffix");
    const suffix = page.locator('#titer-forms-panel [data-path="pathPlanning.outputDirSuffix"] input');
    await suffix.fill("_mine");
    await suffix.press("Tab");
    await press("screen-1", "Run");
    await state("screen-1", /^completed$/);
    expect(existsSync(join(lab.root, "screen-1_mine"))).toBe(true);
  });

  test("a damaged image fails its well alone, with its cause and the way to the file", async () => {
    writeFileSync(join(lab.root, "screen-2/TimePoint_1/ZStep_1/plate_A02_s1_w1.TIF"), "this is no image");
    await openPlate("screen-2");
    await choosePipeline("screen-2", code);
    await press("screen-2", "Run");
    await state("screen-2", /^completed with failures$/);
    await press("screen-2", "Monitor");
    const monitor = page.locator(".titer-monitor:visible");
    await monitor.getByRole("tab", { name: "Failures (1)" }).click();
    await monitor.getByText("plate_A02_s1_w1.TIF").first().waitFor();
    await keepPicture(page, "#main", "failures-light");
    await monitor.getByRole("button", { name: /^Open the file/ }).click();
    await page.locator(".titer-images:visible").getByText("2 of 2 images").waitFor();
  });

  test("a file of a plate opens it from the file browser", async () => {
    await command(page, "docmanager:open", { path: "screen-3/plate.HTD" });
    await page.locator(".titer-details", { hasText: "imagexpress" }).waitFor();
    await state("screen-3", /^ready$/);
    await keepPicture(page, "#main", "details-light");
  });

  test("the list, its pipelines and the tabs survive a reload", async () => {
    await page.waitForTimeout(1500); // JupyterLab saves its layout and state a second after the last change
    await page.reload({ waitUntil: "domcontentloaded" });
    await page.locator("#titer-panel .titer-plate").first().waitFor();
    await state("screen-1", /^completed$/);
    await state("screen-3", /^ready$/);
    expect(await card("screen-1").locator(".titer-plate-choice").textContent()).toBe("code");
    await page.locator(".titer-monitor").first().waitFor({ state: "attached" });
  });

  test("a kernel that ends is said to have ended, and its plates are open again after a restart", async () => {
    await page.evaluate(async () => {
      type App = {
        serviceManager: {
          sessions: { running(): Iterable<{ id: string; path: string }>; shutdown(id: string): Promise<void> };
        };
      };
      const { sessions } = (window as unknown as { jupyterapp: App }).jupyterapp.serviceManager;
      for (const { id, path } of sessions.running()) if (path === "titer-panel") await sessions.shutdown(id);
    });
    await panel().getByText("The kernel of titer-panel has ended.").waitFor();
    await keepPicture(page, "#titer-panel", "panel-dead-light");
    await panel().getByRole("button", { name: "Restart the kernel" }).click();
    await panel().locator(".titer-link[data-state=ready]").waitFor();
    await state("screen-1", /^completed$/);
  });

  test("a store opens by a double click on its folder in the file browser", async () => {
    await command(page, "filebrowser:go-to-path", { path: "screen-1_titer" });
    await page.locator(".jp-DirListing-item", { hasText: ".zarr" }).first().dblclick();
    await panel().locator(".titer-plate", { hasText: "omezarr" }).waitFor();
  });

  test("the panel is there in Notebook 7 too, with the notebook's kernel", async () => {
    const seven = await browser.newPage();
    seven.setDefaultTimeout(60_000);
    await seven.goto(lab.page("notebooks/seven.ipynb"), { waitUntil: "domcontentloaded" });
    await seven.locator(".jp-Notebook .jp-Cell").first().waitFor();
    await command(seven, "titer:show-panel");
    await seven.locator("#titer-panel .titer-link[data-state=ready]", { hasText: "Kernel of seven.ipynb" }).waitFor();
    await seven.locator("#titer-panel").getByRole("button", { name: "Open a plate by its path" }).waitFor();
    await keepPicture(seven, "#titer-panel", "panel-notebook7");
    await seven.close();
  });

  test("nothing serious is wrong for assistive technology, in both themes", async () => {
    expect(await violations("#titer-panel")).toEqual([]);
    expect(await violations(".titer-monitor")).toEqual([]);
    await goDark(page);
    await keepPicture(page, "#main", "panel-dark");
    expect(await violations("#titer-panel")).toEqual([]);
    expect(await violations(".titer-monitor")).toEqual([]);
  });

  test("no error was written to the console", () => {
    expect(complaints).toEqual([]);
  });
});
