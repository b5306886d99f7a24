import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { planeBundle } from "#lib/display/planeBundle.js";
import { runBundle } from "#lib/display/runBundle.js";
import { displaySymbol, type MimeBundle, type RunOutput } from "#lib/protocol/display.js";
import { Table } from "#lib/results/index.js";
import { complaintsOfAxe } from "./axe.js";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 180_000;

const running: RunOutput = {
  version: 1,
  runId: "a-run-of-yesterday",
  plate: "screen-1",
  state: "running",
  progress: 0.4,
  seconds: 12,
  kernels: "native",
  wells: ["A01", "A02"].map((well) => ({ well, state: "running", progress: 0.4, step: "count" })),
  output: "/results/screen-1",
};

const counts = new Table(
  [
    { name: "well", type: "string" },
    { name: "cells", type: "integer" },
  ],
  { well: ["A01", "A02", "A03"], cells: [4, 9, 2] },
);

/** A cell that does what a live run does. */
const following = `import { runBundle } from "titer";
import { displayHost, type RunOutput } from "titer/protocol";
const run: RunOutput = ${JSON.stringify({ ...running, runId: "a-live-run" })};
displayHost()!.display(runBundle(run), { id: "run", update: false });`;

async function outputs(): Promise<MimeBundle[]> {
  const data = Uint16Array.from({ length: 64 * 64 }, (_, i) => i);
  const plot = counts.plot({ x: "well", y: "cells" });
  return [
    planeBundle({ data, dtype: "uint16", height: 64, width: 64 }, "B03, site 1"),
    runBundle(running),
    await plot[displaySymbol](),
    await counts[displaySymbol](),
  ];
}

describeInBrowser("a saved notebook", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    const cells = (await outputs()).map((bundle) => ({ source: "", outputs: [bundle] }));
    const titer = { name: "titer", display_name: "TypeScript (Titer)" };
    lab = await startLab({
      "dead.ipynb": notebookText(cells),
      "new.ipynb": notebookText(cells, titer),
      "followed.ipynb": notebookText([{ source: following }], titer),
    });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/dead.ipynb"), false);
    page = visit.page;
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("without a kernel says of a run that went on that its state is unknown", async () => {
    await page.locator('.titer-run[data-state="unknown"]').waitFor();
    expect(await page.locator(".titer-run-state").textContent()).toBe("state unknown");
    expect(await page.locator(".titer-run-notice").textContent()).toContain(
      "the kernel that followed the run has ended",
    );
    await keepPicture(page, ".titer-run", "run-unknown-light");
  });

  test("draws its plots with plotly, which is loaded only then", async () => {
    const plot = page.locator(".titer-plotly .js-plotly-plot");
    await plot.scrollIntoViewIfNeeded();
    await plot.locator(".bars .point").first().waitFor();
    expect(await plot.locator(".bars .point").count()).toBe(3);
    await keepPicture(page, ".titer-plotly", "plotly-light");
  });

  test.each(["light", "dark"])("has nothing serious for axe in the %s theme", async (theme) => {
    if (theme === "dark") await goDark(page);
    await page.locator(".titer-plane").scrollIntoViewIfNeeded();
    expect(await complaintsOfAxe(page, [".titer-output", ".titer-plotly"])).toEqual([]);
    await keepPicture(page, ".titer-plotly", `plotly-${theme}`);
    await keepPicture(page, ".jp-Notebook", `saved-${theme}`);
  });

  test("with a kernel that is new says the same of the run", async () => {
    const other = await openNotebook(browser, lab.page("lab/workspaces/new/tree/new.ipynb"), true);
    await other.page.locator('.titer-run[data-state="unknown"]').waitFor();
    expect(other.complaints).toEqual([]);
  });

  test("of a run that its kernel follows says that it goes on, also after a reload, until the kernel is restarted", async () => {
    const followed = await openNotebook(browser, lab.page("lab/workspaces/followed/tree/followed.ipynb"), true);
    await command(followed.page, "notebook:run-all-cells");
    await followed.page.locator('.titer-run[data-state="running"]').waitFor();
    await command(followed.page, "docmanager:save");
    await followed.page.reload({ waitUntil: "domcontentloaded" });
    await followed.page.locator('.titer-run[data-state="running"]').waitFor();
    const restarting = command(followed.page, "notebook:restart-kernel");
    await followed.page.locator(".jp-Dialog button.jp-mod-warn").click();
    await restarting;
    await followed.page.locator('.titer-run[data-state="unknown"]').waitFor();
  });

  test("leaves no complaint in the console", () => {
    expect(visit.complaints).toEqual([]);
  });
});
