import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { complaintsOfAxe } from "./axe.js";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 240_000;
const titer = { name: "titer", display_name: "TypeScript (Titer)" };

/** The cells of the notebook that come before its pipeline. */
function goldStandardCells(): string[] {
  const { cells } = JSON.parse(readFileSync("notebooks/02-gold-standard.ipynb", "utf8")) as {
    cells: { cell_type: string; source: string[] | string }[];
  };
  const sources = cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => (Array.isArray(source) ? source.join("") : source));
  return sources.slice(
    0,
    sources.findIndex((source) => source.includes("const pipeline")),
  );
}

const digest = `import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
const digestOf = (folder: string): string => {
  const hash = createHash("sha256");
  for (const name of (readdirSync(folder, { recursive: true, encoding: "utf8" }) as string[]).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile() && /tables\\/.*csv$|\\/c\\//.test(path) && !/summary/.test(path)) hash.update(name).update(readFileSync(path));
  }
  return hash.digest("hex");
};`;

describeInBrowser("the pipeline editor", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;

  const editor = (): Locator => page.locator(".jp-MainAreaWidget > .titer-editor");
  const cards = (): Locator => editor().locator(".titer-card");
  const cell = (index: number): Locator => page.locator(".jp-Notebook .jp-Cell").nth(index);
  const idle = () => page.locator(".jp-StatusBar-TextItem", { hasText: "| Idle" }).waitFor();

  /** Adds a step as a user does. */
  const add = async (words: string, name: string): Promise<void> => {
    const before = await cards().count();
    await editor().getByRole("button", { name: "Choose a function for a new step" }).click();
    const picker = page.locator("dialog.titer-picker");
    await picker.getByRole("searchbox").fill(words);
    await picker.locator('[aria-selected="true"] b', { hasText: new RegExp(`^${words}$`) }).waitFor();
    await page.keyboard.press("Enter");
    await picker.waitFor({ state: "detached" });
    await cards().nth(before).waitFor();
    await editor().getByRole("textbox", { name: "Name of the step" }).fill(name);
  };
  const set = async (parameter: string, value: string): Promise<void> => {
    const input = editor()
      .locator(`.titer-form-row[data-path="${parameter}"]`)
      .locator('input:not([type="range"]), select')
      .first();
    await input.fill(value);
    await input.press("Tab");
  };

  beforeAll(async () => {
    const sources = [...goldStandardCells(), digest];
    lab = await startLab({
      "gold.ipynb": notebookText(
        sources.map((source) => ({ source })),
        titer,
      ),
    });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/gold.ipynb"), true);
    page = visit.page;
    await page.setViewportSize({ width: 1500, height: 1000 });
    await command(page, "notebook:run-all-cells");
    await cell(goldStandardCells().length)
      .locator(".jp-InputPrompt", { hasText: `[${goldStandardCells().length + 1}]` })
      .waitFor();
    await idle();
    await command(page, "titer:edit-pipeline");
    await page.getByRole("button", { name: "Begin with an empty pipeline" }).click();
    await editor().waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("builds the gold standard with the mouse", async () => {
    await editor().getByRole("textbox", { name: "Name of the pipeline" }).fill("production");
    await add("stackPercentileNormalize", "normalize");
    await set("lowPercentile", "1");
    await set("highPercentile", "99");
    await set("targetMax", "65535");
    await add("tophat", "preprocess");
    await set("selemRadius", "50");
    await add("createComposite", "composite");
    await add("countCellsSingleChannel", "cell_count");
    await set("gaussianSigma", "2");
    await set("minCellArea", "100");
    await set("maxCellArea", "5000");
    await add("traceNeurites", "neurite_trace");
    await add("computeTilePositions", "positions");
    await set("overlapRatio", "0.2");
    await set("maxShift", "12");
    await add("assembleStack", "assemble");
    await set("fixedMarginRatio", "0.1");
    expect(await cards().locator(".titer-card-name").allTextContents()).toEqual([
      "normalize",
      "preprocess",
      "composite",
      "cell_count",
      "neurite_trace",
      "positions",
      "assemble",
    ]);
    expect(await editor().locator(".titer-wire title").allTextContents()).toEqual(["positions"]);
    expect(visit.complaints).toEqual([]);
  });

  test("shows what a step does while a parameter is dragged", async () => {
    await cards().nth(1).click();
    await editor().locator(".titer-preview .titer-plane-title", { hasText: "after preprocess" }).waitFor();
    const status = (text: RegExp) => editor().locator(".titer-preview-status", { hasText: text }).waitFor();
    await status(/computed in \d+ ms/);
    const slider = editor().getByRole("slider", { name: "selemRadius, slider" });
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await status(/^1 function computed in/);
    await slider.press("ArrowRight");
    await status(/^nothing computed/);
    await keepPicture(page, ".jp-MainAreaWidget > .titer-editor", "editor-light");
    expect(visit.complaints).toEqual([]);
  });

  test("says what does not compile at the step and field that cause it, and is content when that is mended", async () => {
    await cards().nth(2).click();
    const groups = editor().locator('.titer-form-row[data-path="processing.variableComponents"]');
    await editor().locator("summary", { hasText: "processing" }).click();
    await groups.getByRole("checkbox", { name: "well" }).check();
    await editor().getByRole("button", { name: "Check the pipeline against the plate" }).click();
    await groups
      .locator(".titer-form-problem")
      .getByText(/multiprocessingAxis/)
      .waitFor();
    await cards().nth(2).locator(".titer-card-badge").waitFor();
    await goDark(page);
    await keepPicture(page, ".jp-MainAreaWidget > .titer-editor", "editor-dark");
    await groups.getByRole("button", { name: "Inherit processing.variableComponents again" }).click();
    await editor().getByRole("button", { name: "Check the pipeline against the plate" }).click();
    await editor()
      .getByText(/^Compiled: 7 steps for 2 wells/)
      .waitFor();
    expect(await cards().locator(".titer-card-badge:visible").count()).toBe(0);
  });

  test("moves a step by dragging its handle, and back by the keyboard", async () => {
    const handle = cards().nth(0).locator(".titer-card-handle");
    const target = cards().nth(2);
    const from = (await handle.boundingBox())!;
    const to = (await target.boundingBox())!;
    await page.mouse.move(from.x + 5, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 5, to.y + to.height / 2, { steps: 5 });
    await page.waitForFunction(() => document.querySelectorAll('.titer-card[style*="translateY(-68px)"]').length === 2);
    await page.mouse.up();
    expect(await cards().locator(".titer-card-name").nth(2).textContent()).toBe("normalize");
    await cards().nth(2).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("Alt+ArrowUp");
    expect(await cards().locator(".titer-card-name").nth(0).textContent()).toBe("normalize");
  });

  test("shows the pipeline as code, reads edited code back, and says which line it can't read", async () => {
    await editor().getByRole("button", { name: "Show the pipeline as TypeScript" }).click();
    const text = editor().getByRole("textbox", { name: "TypeScript" });
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>(".titer-code-text")?.value.includes("func: traceNeurites"),
    );
    const code = await text.inputValue();
    expect(code).toContain("const pipeline = new Pipeline({");
    await text.fill(code.replace("selemRadius: 50", "selemRadius: 51"));
    await editor().getByRole("button", { name: "Read the code back into the editor" }).click();
    await editor().getByText("Read into the editor.").waitFor();
    await cards().nth(1).click();
    expect(await editor().locator('[data-path="selemRadius"] input[type="text"]').inputValue()).toBe("51");
    await text.fill(code.replace("selemRadius: 50", "selemRadius: -50"));
    await editor().getByRole("button", { name: "Read the code back into the editor" }).click();
    await editor()
      .getByText(/line \d+, column \d+: .*selemRadius/)
      .waitFor();
    await text.fill(code);
    await editor().getByRole("button", { name: "Read the code back into the editor" }).click();
    await editor().getByText("Read into the editor.").waitFor();
    await keepPicture(page, ".jp-MainAreaWidget > .titer-editor", "editor-code-dark");
  });

  test("the code runs in a fresh kernel to the same bytes as the pipeline of the notebook", async () => {
    await editor().getByRole("button", { name: "Put the code into a new cell of the notebook" }).click();
    await editor().getByText("Put into a new cell.").waitFor();
    const restarting = command(page, "kernelmenu:restart");
    await page.locator(".jp-Dialog button", { hasText: "Restart" }).click();
    await restarting;
    await idle();
    const last = await page.locator(".jp-Notebook .jp-Cell").count();
    await command(page, "notebook:run-all-cells");
    await cell(last - 1)
      .locator(".jp-InputPrompt", { hasText: `[${last}]` })
      .waitFor();
    await idle();
    const source = goldStandardPipeline();
    const run = (name: string) =>
      `const plan_${name} = await plate.compile(${name}, { outputRoot: "results/${name}" });\nawait plate.execute(plan_${name}, { overwrite: true });\nconsole.log("${name} " + digestOf("results/${name}"));`;
    await insertAndRun(run("pipeline"));
    const mine = await cell(last)
      .locator(".jp-OutputArea-output", { hasText: /pipeline [0-9a-f]{64}/ })
      .textContent();
    await insertAndRun(source.replace("const pipeline", "const written"));
    await insertAndRun(run("written"));
    const theirs = await cell(last + 2)
      .locator(".jp-OutputArea-output", { hasText: /written [0-9a-f]{64}/ })
      .textContent();
    expect(/[0-9a-f]{64}/.exec(mine ?? "")?.[0]).toBe(/[0-9a-f]{64}/.exec(theirs ?? "")?.[0]);
  });

  test("after the restart the editor goes on with what was typed", async () => {
    expect(await cards().count()).toBe(7);
    await cards().nth(1).click();
    await set("selemRadius", "49");
    await editor().getByRole("button", { name: "Check the pipeline against the plate" }).click();
    await editor()
      .getByText(/^Compiled: 7 steps/)
      .waitFor();
  });

  test("below a cell the same editor shows, and later cells get what was made of the pipeline", async () => {
    const count = await page.locator(".jp-Notebook .jp-Cell").count();
    await insertAndRun('import { interact } from "@titer/kernel/widgets";\nconst edited = interact(pipeline);');
    const below = cell(count).locator(".titer-editor");
    await below.locator(".titer-card").nth(6).waitFor();
    await below.getByRole("textbox", { name: "Name of the step" }).fill("levels");
    await below.locator(".titer-card-name", { hasText: "levels" }).waitFor();
    await insertAndRun("edited.pipeline.steps[0].name");
    await cell(count + 1)
      .locator(".jp-OutputArea-executeResult", { hasText: "levels" })
      .waitFor();
    await keepPicture(page, `.jp-Notebook .jp-Cell:nth-child(${count + 1})`, "editor-cell-dark");
  });

  test.each(["dark", "light"])("has nothing serious for axe in the %s theme", async (theme) => {
    if (theme === "light") {
      await command(page, "apputils:change-theme", { theme: "JupyterLab Light" });
      await page.waitForSelector('body[data-jp-theme-light="true"]', { state: "attached" });
    }
    await editor().getByRole("button", { name: "Choose a function for a new step" }).click();
    await page.locator("dialog.titer-picker").getByRole("searchbox").fill("gauss");
    await keepPicture(page, "dialog.titer-picker", `picker-${theme}`);
    expect(await complaintsOfAxe(page, ["dialog.titer-picker"])).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await complaintsOfAxe(page, [".titer-editor"])).toEqual([]);
  });

  test("leaves no complaint in the console", () => {
    expect(visit.complaints).toEqual([]);
  });

  const insertAndRun = async (source: string): Promise<void> => {
    await command(page, "notebook:insert-cell-below");
    await page.evaluate((text) => {
      type Cell = { model: { sharedModel: { setSource(source: string): void } } };
      type Shell = { widgets(area: string): Iterable<{ content: { activeCell?: Cell } }> };
      const { shell } = (window as unknown as { jupyterapp: { shell: Shell } }).jupyterapp;
      const notebook = [...shell.widgets("main")].find(({ content }) => content.activeCell);
      notebook?.content.activeCell?.model.sharedModel.setSource(text);
    }, source);
    await command(page, "notebook:run-cell");
    await idle();
  };
});

/** The notebook's own pipeline. */
function goldStandardPipeline(): string {
  const { cells } = JSON.parse(readFileSync("notebooks/02-gold-standard.ipynb", "utf8")) as {
    cells: { source: string[] | string }[];
  };
  const sources = cells.map(({ source }) => (Array.isArray(source) ? source.join("") : source));
  const found = sources.find((source) => source.includes("const pipeline")) ?? "";
  return found.slice(0, found.indexOf("const plan"));
}
