import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 120_000;

describeInBrowser("configuration cells", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;

  const cell = (index: number): Locator => page.locator(".jp-Notebook .jp-Cell").nth(index);
  const row = (index: number, path: string): Locator => cell(index).locator(`.titer-form-row[data-path="${path}"]`);
  const control = (index: number, path: string): Locator => row(index, path).locator("input, select");
  const textOf = (index: number): Promise<string> =>
    page.evaluate((at) => {
      type Shell = { currentWidget: { content: { widgets: { model: { sharedModel: { getSource(): string } } }[] } } };
      const { jupyterapp } = window as unknown as { jupyterapp: { shell: Shell } };
      return jupyterapp.shell.currentWidget.content.widgets[at]!.model.sharedModel.getSource();
    }, index);

  /** Runs a cell and gives the text of its result. */
  const run = async (index: number): Promise<void> => {
    await cell(index).locator(".jp-InputPrompt").click();
    await command(page, "notebook:run-cell");
    await page.locator(".jp-StatusBar-TextItem", { hasText: "| Idle" }).waitFor();
  };

  beforeAll(async () => {
    lab = await startLab({
      "config.ipynb": notebookText(
        [
          { source: "%%config global\nnumWorkers = 2 # two wells at a time" },
          { source: '%%config pipeline\npathPlanning.outputDirSuffix = "_mine"' },
          { source: 'import { PipelineConfig } from "titer";\nnew PipelineConfig().numWorkers' },
          { source: "%%config pipeline\n" },
          { source: "" },
        ],
        { name: "titer", display_name: "TypeScript (Titer)" },
      ),
    });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/config.ipynb"), true);
    page = visit.page;
    await run(0);
    await run(1);
    await control(1, "numWorkers").and(page.locator(":enabled")).waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  /** Types at the end of a cell's text. */
  const type = async (index: number, text: string): Promise<void> => {
    await cell(index).locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(text);
  };

  const isMarked = async (index: number, kind: "error" | "warning", text: string, message: string): Promise<void> => {
    const mark = cell(index).locator(`.cm-lintRange-${kind}`, { hasText: text }).first();
    await mark.hover();
    await page.locator(".cm-tooltip-lint", { hasText: message }).first().waitFor();
  };

  test("wrong values and unknown fields are marked while they are typed, and no longer when they are right", async () => {
    await type(3, "numWorkers = 0");
    await isMarked(3, "error", "0", "from 1");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("3");
    await cell(3).locator(".cm-lintRange-error").waitFor({ state: "detached" });
    await page.keyboard.type("\npathPlaning.subDir = 'x'");
    await isMarked(3, "error", "pathPlaning", "pathPlanning");
    await keepPicture(page, ".jp-Notebook", "config-marks");
  });

  test("type errors of other cells are marked while they are typed", async () => {
    await type(4, "const count: number = 'many'; notYetDeclared;");
    await isMarked(4, "warning", "count", "not assignable to type 'number'");
    expect(await cell(4).locator(".cm-lintRange-info").allTextContents()).toEqual(["notYetDeclared"]);
  });

  test("a form shows what its cell sets, and what comes from around it", async () => {
    expect(await control(0, "numWorkers").inputValue()).toBe("2");
    expect(await control(1, "numWorkers").inputValue()).toBe("");
    expect(await control(1, "numWorkers").getAttribute("placeholder")).toBe("Global default: 2");
    expect(await control(1, "pathPlanning.outputDirSuffix").inputValue()).toBe("_mine");
    await keepPicture(page, ".jp-Cell:nth-child(2) .titer-form, .titer-form", "config-light");
  });

  test("an edit counts at once, in other forms and for later cells", async () => {
    await control(0, "numWorkers").fill("5");
    await control(0, "numWorkers").press("Tab");
    await page.waitForFunction(
      () =>
        document.querySelectorAll<HTMLInputElement>('[data-path="numWorkers"] input')[1]?.placeholder ===
        "Global default: 5",
    );
    await run(2);
    expect(await cell(2).locator(".jp-OutputArea-executeResult").textContent()).toContain("5");
  });

  test("a value that is not allowed is refused below its field", async () => {
    await control(1, "numWorkers").fill("0");
    await control(1, "numWorkers").press("Tab");
    await row(1, "numWorkers").locator(".titer-form-problem", { hasText: "whole number from 1" }).waitFor();
  });

  test("the edit is written into the cell's text when the user wants it", async () => {
    expect(await textOf(0)).toContain("numWorkers = 2 # two wells at a time");
    await cell(0).getByText("1 edit is not in the cell's text.").waitFor();
    await goDark(page);
    await keepPicture(page, ".titer-form", "config-dark");
    await cell(0).getByRole("button", { name: "Write the edits into the cell's text" }).click();
    await cell(0).locator(".titer-form-offer").waitFor({ state: "hidden" });
    expect(await textOf(0)).toBe("%%config global\nnumWorkers = 5 # two wells at a time");
  });

  test("an edit that is undone is gone", async () => {
    await control(1, "pathPlanning.outputDirSuffix").fill("_other");
    await control(1, "pathPlanning.outputDirSuffix").press("Tab");
    await cell(1).getByRole("button", { name: "Take the edits back" }).click();
    await cell(1).locator(".titer-form-offer").waitFor({ state: "hidden" });
    expect(await control(1, "pathPlanning.outputDirSuffix").inputValue()).toBe("_mine");
  });

  test("a cell that is deleted sets nothing any more", async () => {
    await cell(0).locator(".jp-InputPrompt").click();
    await command(page, "notebook:delete-cell");
    await page.waitForFunction(() => document.querySelectorAll(".jp-Notebook .jp-Cell").length === 4);
    await run(1);
    await cell(1)
      .locator(".jp-OutputArea-executeResult", { hasText: /^(\[\d+\]:)?\s*1\s*$/ })
      .waitFor();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-path="numWorkers"] input')?.placeholder === "Default: 1",
    );
    await command(page, "notebook:undo-cell-action");
  });

  test("fields are found by name and by what they are for", async () => {
    await cell(1).getByRole("searchbox", { name: "Find a field" }).fill("pyramid");
    expect(await row(1, "zarr.pyramid").isVisible()).toBe(true);
    expect(await row(1, "numWorkers").isVisible()).toBe(false);
  });

  test("a form in the side bar stays in step with those in cells", async () => {
    await cell(1).getByRole("searchbox", { name: "Find a field" }).fill("");
    await page.getByRole("tab", { name: "Titer: configuration" }).click();
    const panel = page.locator("#titer-forms");
    await panel.getByRole("combobox", { name: "What the form is of" }).selectOption("Pipeline");
    const suffix = panel.locator('[data-path="pathPlanning.outputDirSuffix"] input');
    await suffix.fill("_side");
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll<HTMLInputElement>('[data-path="pathPlanning.outputDirSuffix"] input')].filter(
          ({ value }) => value === "_side",
        ).length === 2,
    );
    await panel.getByRole("button", { name: "Undo the last edit" }).click();
    await page.waitForFunction(
      () =>
        document.querySelectorAll<HTMLInputElement>('.jp-Notebook [data-path="pathPlanning.outputDirSuffix"] input')[1]
          ?.value === "_mine",
    );
    await keepPicture(page, "#titer-forms", "forms-panel-dark");
  });

  test("a restart of the kernel loses nothing that was typed", async () => {
    await control(1, "zarr.compressionLevel").fill("7");
    await control(1, "zarr.compressionLevel").press("Tab");
    await cell(1).getByText("1 edit is not in the cell's text.").waitFor();
    const restarting = command(page, "kernelmenu:restart");
    await page.locator(".jp-Dialog button", { hasText: "Restart" }).click();
    await restarting;
    await cell(1).getByText("Run the cell to edit. 1 edit was kept.").waitFor();
    await run(1);
    await cell(1).getByRole("button", { name: "Make these edits again" }).click();
    await page.waitForFunction(
      () =>
        document.querySelectorAll<HTMLInputElement>('.jp-Notebook [data-path="zarr.compressionLevel"] input')[1]
          ?.value === "7",
    );
    expect(visit.complaints).toEqual([]);
  });
});
