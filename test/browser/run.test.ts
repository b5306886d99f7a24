import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { runBundle } from "#lib/display/runBundle.js";
import type { RunOutput } from "#lib/protocol/display.js";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 120_000;
const names = [..."ABCDEFGH"].flatMap((row) =>
  Array.from({ length: 12 }, (_, i) => `${row}${String(i + 1).padStart(2, "0")}`),
);

/** A plate of which `done` wells are done; the well after them is running, B06 failed once it was reached. */
function runAt(done: number): RunOutput {
  const wells = names.map((well, i): RunOutput["wells"][number] => {
    const error = "B06/site3.tif is truncated: 4096 of 2097152 bytes (well B06, step count). Copy the file again.";
    if (i < done && well === "B06") return { well, state: "failed", progress: 0.4, step: "count", error };
    if (i < done) return { well, state: "done", progress: 1, step: "count" };
    if (i < done + 3) return { well, state: "running", progress: 0.6, step: "tophat" };
    return { well, state: "waiting", progress: 0, step: "" };
  });
  const state = done < names.length ? "running" : "completed with failures";
  const progress = done / names.length;
  return {
    version: 1,
    runId: "r",
    plate: "screen-1",
    state,
    progress,
    seconds: done * 2.1,
    kernels: "native x86-64-v4",
    wells,
    output: "/results/screen-1",
  };
}

function pythonCell(call: string): string {
  return `import json\nfrom IPython.display import display, update_display\n${call}`;
}

describeInBrowser("the progress of a run", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    const show = (file: string) => `json.load(open("${file}")), raw=True, display_id="run"`;
    lab = await startLab({
      "first.json": JSON.stringify(runBundle(runAt(4))),
      "later.json": JSON.stringify(runBundle(runAt(40))),
      "last.json": JSON.stringify(runBundle(runAt(96))),
      "run.ipynb": notebookText(
        [
          { source: pythonCell(`_ = display(${show("first.json")})`) },
          { source: pythonCell(`update_display(${show("later.json")})`) },
          { source: pythonCell(`update_display(${show("last.json")})`) },
        ],
        { name: "python3", display_name: "Python 3" },
      ),
    });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/run.ipynb"), true);
    page = visit.page;
    await command(page, "notebook:run-cell-and-select-next");
    await page.locator(".titer-run").waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("is shown with its share in numbers for eyes and for screen readers", async () => {
    const bar = page.getByRole("progressbar", { name: "Progress of the run" });
    expect(await bar.getAttribute("aria-valuenow")).toBe("4");
    expect(await page.locator(".titer-run-percent").textContent()).toBe("4 %");
    expect(await page.locator(".titer-run-summary").textContent()).toContain("4 of 96 wells done");
  });

  test("is updated in place: the page keeps its elements", async () => {
    await page.evaluate(() => {
      for (const node of document.querySelectorAll(".titer-run, .titer-map-well")) node.setAttribute("data-mark", "1");
    });
    await command(page, "notebook:run-cell-and-select-next");
    await page.getByText("41 %").waitFor();
    expect(await page.locator('.titer-run[data-mark="1"]').count()).toBe(1);
    expect(await page.locator('.titer-map-well[data-mark="1"]').count()).toBe(96);
    expect(await page.locator('.titer-map-well[data-state="done"]').count()).toBe(39);
    await keepPicture(page, ".titer-run", "run-light");
  });

  test("names each well to the pointer", async () => {
    await page.locator('.titer-map-well[data-state="running"]').first().hover();
    expect(await page.locator(".titer-map-detail").textContent()).toBe("D05: running 60 %, tophat");
  });

  test("shows the error of a failed well", async () => {
    const failure = page.locator(".titer-failures details");
    expect(await failure.locator("summary").textContent()).toBe("B06 failed at count");
    expect(await failure.textContent()).toContain("Copy the file again.");
  });

  test("reaches 100 % and says how it ended", async () => {
    await goDark(page);
    await command(page, "notebook:run-cell-and-select-next");
    await page.locator('.titer-run[data-state="completed with failures"]').waitFor();
    expect(await page.locator(".titer-run-percent").textContent()).toBe("100 %");
    await keepPicture(page, ".titer-run", "run-dark");
    expect(visit.complaints).toEqual([]);
  });
});
