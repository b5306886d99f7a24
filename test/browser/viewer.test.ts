import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { command, describeInBrowser, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 300_000;
const plate = resolve("../shared/plates/ix_faim_9987_3420");

describeInBrowser("a viewer in JupyterLab", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    const source = `import { PipelineOrchestrator } from "titer";\nconst plate = await PipelineOrchestrator.open(${JSON.stringify(plate)});\nplate.view()`;
    lab = await startLab({
      "view.ipynb": notebookText([{ source }], { name: "titer", display_name: "TypeScript (Titer)" }),
    });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/view.ipynb"), true);
    page = visit.page;
    await command(page, "notebook:run-all-cells");
    await page.locator(".titer-viewer .titer-layers li").first().waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("shows a plate's first plane in the cell", async () => {
    await page.locator(".titer-contrast:visible").waitFor();
    await keepPicture(page, ".titer-viewer", "viewer-cell");
    await command(page, "titer:view", { address: { source: { kind: "folder", path: plate } } });
    await page.locator(".titer-view-tab .titer-contrast:visible").waitFor();
    await keepPicture(page, ".titer-view-tab", "viewer-tab");
    expect(visit.complaints).toEqual([]);
  });
});
