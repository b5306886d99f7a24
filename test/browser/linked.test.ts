import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page, Request } from "playwright-core";
import { complaintsOfAxe } from "./axe.js";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";
import { decodePng } from "./pixels.js";

const patience = 300_000;

/** Whether JupyterLab saves its layout with the session's camera, which it does some time after the view has changed. */
function isZoomed(request: Request): boolean {
  if (request.method() !== "PUT" || !request.url().includes("/api/workspaces")) return false;
  const { data } = request.postDataJSON() as { data: Record<string, { data?: { state?: { camera: unknown } } }> };
  return Boolean(data["titer-session:napari:5555"]?.data?.state?.camera);
}

describeInBrowser("a table and a viewer of the same run", () => {
  const folder = mkdtempSync(join(tmpdir(), "titer-linked-"));
  const plate = join(folder, "plate");
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;
  const canvas = () => page.locator(".titer-view-tab .titer-canvas");
  const rows = () => page.locator(".titer-grid-body .titer-grid-row");
  const cell = (row: number, column: string) =>
    rows()
      .nth(row)
      .evaluate((node, name) => {
        const heads = [...node.closest(".titer-grid")!.querySelectorAll('[role="columnheader"]')];
        return node.children[heads.findIndex((head) => head.textContent!.startsWith(name))]!.textContent!;
      }, column);

  beforeAll(async () => {
    const sizes = ["--wells", "2", "--sites", "1", "--channels", "1", "--z", "1", "--size", "256", "--seed", "5"];
    spawnSync(process.execPath, ["lib/bin/titer.js", "synthesize", plate, ...sizes]);
    const run = `import { FunctionStep, PipelineOrchestrator } from "titer";
import { countCellsSingleChannel } from "titer/functions";
const plate = await PipelineOrchestrator.open(${JSON.stringify(plate)});
const napariStreamingConfig = { enabled: true, wellMode: "stack" } as const;
const steps = [
  new FunctionStep({ name: "count", func: countCellsSingleChannel, variableComponents: ["site"], napariStreamingConfig }),
];
const run = plate.execute(await plate.compile(steps));
await run;
run.table("count", "cells")`;
    lab = await startLab({
      "linked.ipynb": notebookText([{ source: run }], { name: "titer", display_name: "TypeScript (Titer)" }),
    });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/linked.ipynb"), true);
    page = visit.page;
    await command(page, "notebook:run-all-cells");
    await rows().first().waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, patience);

  test("a double click on a row opens the viewer at its object, which stands out", async () => {
    await rows().nth(1).locator(".titer-grid-cell").first().dblclick();
    await page.locator(".titer-view-tab .titer-contrast:visible").waitFor();
    await page.locator(".titer-view-tab .titer-objects-status").filter({ hasText: /^\d/ }).waitFor();
    expect(await page.locator(".titer-view-tab .titer-viewer-title").textContent()).toContain(await cell(1, "well"));
  });

  test("the viewer goes to the object of the row that is selected, and a ring marks it", async () => {
    await rows().nth(3).locator(".titer-grid-cell").first().click();
    const isMarked = async () => {
      const { width, height } = (await canvas().boundingBox())!;
      const picture = decodePng(await canvas().screenshot());
      const ring = [...Array(60).keys()].some((i) => {
        const [red, green, blue] = picture.at(width / 2 + i, height / 2);
        return red < 110 && green > 200 && blue > 200;
      });
      return ring;
    };
    const deadline = AbortSignal.timeout(60_000);
    while (!(await isMarked()) && !deadline.aborted) await page.waitForTimeout(100);
    expect(await isMarked()).toBe(true);
    await keepPicture(page, "#jp-main-dock-panel", "linked-marked");
  });

  test("a click on an object in the viewer selects its row", async () => {
    await rows().nth(0).locator(".titer-grid-cell").first().click();
    await page.locator('.titer-grid-row[aria-selected="true"]').first().waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelectorAll('.titer-grid-row[aria-selected="true"]').length === 0);
    const { width, height } = (await canvas().boundingBox())!; // the object of row 0 is still in the middle
    await canvas().click({ position: { x: width / 2, y: height / 2 } });
    await page.locator('.titer-grid-row[aria-selected="true"]').first().waitFor();
    expect(await rows().nth(0).getAttribute("aria-selected")).toBe("true");
  });

  test("the view in front is shown side by side, and both views follow the table", async () => {
    await command(page, "titer:view-grid");
    const views = page.locator(".titer-grid-view");
    await views.nth(1).locator(".titer-contrast:visible").waitFor();
    await rows().nth(4).locator(".titer-grid-cell").first().click();
    const well = await cell(4, "well");
    for (const view of [0, 1]) await views.nth(view).locator(".titer-viewer-title", { hasText: well }).waitFor();
    await page.locator('.lm-TabBar-tab[aria-selected="true"] .lm-TabBar-tabCloseIcon:visible').last().click();
    await views.first().waitFor({ state: "detached" });
  });

  test("a session that the run streamed to is listed with its state, and shows its images when it is opened", async () => {
    await page.locator('li[data-id="titer-panel"]').click();
    const row = page.locator('#titer-panel [data-session="napari:5555"]');
    await row.waitFor();
    expect(await row.locator(".titer-plate-state").textContent()).toBe("no viewer");
    expect(await row.locator(".titer-run-when").textContent()).toMatch(/^[1-9]\d* waiting/);
    await row.getByRole("button", { name: /^Open/ }).click();
    await page.locator('[aria-label="Viewer session napari:5555"] .titer-contrast:visible').waitFor();
    await row.locator(".titer-plate-state").filter({ hasText: "answers" }).waitFor();
    await row.evaluate((node) => node.scrollIntoView({ block: "start" }));
    await keepPicture(page, "#main", "sessions-light");
  });

  test("a session comes back with the same view after a reload", async () => {
    const tab = page.locator('[aria-label="Viewer session napari:5555"]');
    await tab.getByRole("slider", { name: "well" }).press("ArrowRight");
    await tab.getByText("(2 of 2)").waitFor();
    await tab.locator(".titer-canvas").focus();
    const saved = page.waitForResponse((response) => isZoomed(response.request()));
    for (let i = 0; i < 3; i++) await page.keyboard.press("+");
    const pixels = () =>
      tab
        .locator(".titer-canvas")
        .screenshot()
        .then((png) => decodePng(png));
    const before = await pixels();
    await saved;
    await page.reload({ waitUntil: "domcontentloaded" });
    await tab.locator(".titer-contrast:visible").waitFor();
    expect(await tab.getByRole("slider", { name: "well" }).getAttribute("aria-valuetext")).toBe("A02");
    const after = await pixels();
    expect(after.width).toBe(before.width);
    for (const [x, y] of [
      [0.3, 0.3],
      [0.5, 0.5],
      [0.6, 0.4],
    ] as const) {
      expect(after.at(x * after.width, y * after.height)).toEqual(before.at(x * before.width, y * before.height));
    }
  });

  test("a session that is quit closes its viewers and leaves the list", async () => {
    const row = page.locator('#titer-panel [data-session="napari:5555"]');
    await row.getByRole("button", { name: /^Quit/ }).click();
    await page.locator('[aria-label="Viewer session napari:5555"]').waitFor({ state: "detached" });
    await row.waitFor({ state: "detached" });
  });

  test.each(["light", "dark"])("has nothing serious for axe in the %s theme", async (theme) => {
    if (theme === "dark") await goDark(page);
    expect(await complaintsOfAxe(page, [".titer-results", ".titer-view-tab"])).toEqual([]);
    await keepPicture(page, "#jp-main-dock-panel", `linked-${theme}`);
    expect(visit.complaints).toEqual([]);
  });
});
