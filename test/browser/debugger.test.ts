import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { command, describeInBrowser, keepPicture, launch, openNotebook } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 120_000;
const source = `interface Cell { area: number; mean: number }
function intensity(cell: Cell): number {
  const total = cell.area * cell.mean;
  return total;
}
const cells: Cell[] = [{ area: 100, mean: 2.5 }, { area: 40, mean: 10 }];
let sum = 0;
for (const cell of cells) sum += intensity(cell);
sum`;

describeInBrowser("JupyterLab's debugger", () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;

  const highlighted = () => page.locator(".jp-Notebook .jp-DebuggerEditor-highlight");
  const frames = () => page.locator(".jp-DebuggerCallstackFrame");
  const variable = (name: string) => page.locator(".jp-DebuggerVariables jp-tree-item", { hasText: name }).first();

  beforeAll(async () => {
    lab = await startLab({
      "debug.ipynb": notebookText([{ source }], { name: "titer", display_name: "TypeScript (Titer)" }),
    });
    browser = await launch();
    ({ page } = await openNotebook(browser, lab.page("lab/tree/debug.ipynb"), true));
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("is offered for our kernel and stops at a breakpoint that was set in the cell's margin", async () => {
    page.setDefaultTimeout(20_000);
    await page.locator(".jp-DebuggerBugButton").click();
    await page.locator(".jp-DebuggerSidebar").waitFor();
    const line = page.locator(".jp-Notebook .cm-breakpoint-gutter .cm-gutterElement").nth(4);
    await line.click({ position: { x: 4, y: 6 } });
    await page.locator(".jp-DebuggerBreakpoint").waitFor();
    void command(page, "notebook:run-cell").catch(() => undefined);
    await frames().first().waitFor();
    expect(await frames().allTextContents()).toEqual([
      expect.stringMatching(/^intensity\b.*4$/),
      expect.stringMatching(/^In\[1\].*8$/),
    ]);
    expect(await highlighted().textContent()).toBe("  return total;");
  });

  test("shows variables with their values", async () => {
    await variable("total").waitFor();
    expect(await variable("total").textContent()).toContain("250");
    await variable("cell").click();
    expect(await variable("mean").textContent()).toContain("2.5");
    await keepPicture(page, "#main", "debugger");
  });

  test("steps, goes on to the next round and to the end", async () => {
    await command(page, "debugger:stepOut");
    await page.waitForFunction(() =>
      document.querySelector(".jp-Notebook .jp-DebuggerEditor-highlight")?.textContent?.startsWith("for (const cell"),
    );
    await command(page, "debugger:continue");
    await page.waitForFunction(() =>
      document.querySelector(".jp-Notebook .jp-DebuggerEditor-highlight")?.textContent?.includes("return total"),
    );
    await page.locator(".jp-DebuggerVariables jp-tree-item", { hasText: "400" }).first().waitFor();
    await command(page, "debugger:continue");
    await page.locator(".jp-OutputArea-executeResult", { hasText: "650" }).waitFor();
  });

  test("lists the notebook's names once nothing is stopped", async () => {
    await variable("sum").waitFor();
    expect(await variable("sum").textContent()).toContain("650");
  });
});
