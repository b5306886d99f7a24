import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { decodePng } from "./pixels.js";

const patience = 300_000;
const name = "01-first-plate.ipynb";
const venv = resolve(".titer/venv/bin");
const blocks = 16;

/** As much of a notebook file as is looked at here. */
interface NotebookFile {
  readonly metadata: { kernelspec?: unknown };
  readonly cells: readonly {
    readonly source: string | readonly string[];
    readonly outputs?: readonly { readonly output_type: string; readonly data?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** Mean greys of 16 x 16 blocks of a screenshot of an image. */
async function blockMeans(canvas: Locator): Promise<number[]> {
  await canvas.scrollIntoViewIfNeeded();
  await canvas.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const shot = decodePng(await canvas.screenshot());
  const sums = new Array<number>(blocks * blocks).fill(0);
  const counts = new Array<number>(blocks * blocks).fill(0);
  for (let y = 0; y < shot.height - 40; y++) {
    // the scale bar lies over the lowest rows
    for (let x = 0; x < shot.width; x++) {
      const block = Math.floor((y * blocks) / shot.height) * blocks + Math.floor((x * blocks) / shot.width);
      sums[block]! += shot.at(x, y)[1];
      counts[block]!++;
    }
  }
  return sums.slice(0, blocks * (blocks - 2)).map((sum, i) => sum / counts[i]!);
}

/** The same of a PNG in base64, by Pillow and NumPy. */
function blockMeansOfPng(png: string): number[] {
  const program = [
    "import sys, io, base64, json, numpy as np",
    "from PIL import Image",
    "a = np.asarray(Image.open(io.BytesIO(base64.b64decode(sys.stdin.read()))).convert('L'), float)",
    `rows = [b.mean() for r in np.array_split(a, ${blocks}, 0) for b in np.array_split(r, ${blocks}, 1)]`,
    `print(json.dumps(rows[:${blocks * (blocks - 2)}]))`,
  ].join("\n");
  return JSON.parse(execFileSync(join(venv, "python"), ["-c", program], { input: png }).toString()) as number[];
}

/** Pearson's correlation. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = (values: readonly number[]) => values.map((value) => value - mean(values));
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const [x, y] = [centred(a), centred(b)];
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

function outputsOf(file: NotebookFile, mime: string): unknown[] {
  return file.cells.flatMap(({ outputs = [] }) =>
    outputs.flatMap(({ data }) => (data?.[mime] === undefined ? [] : [data[mime]])),
  );
}

describeInBrowser("notebook 01, run in JupyterLab", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;
  let saved: NotebookFile;

  beforeAll(async () => {
    lab = await startLab({ [name]: readFileSync(join("notebooks", name), "utf8") });
    browser = await launch();
    visit = await openNotebook(browser, lab.page(`lab/tree/${name}`), true);
    page = visit.page;
    await command(page, "notebook:run-all-cells");
    await command(page, "docmanager:save");
    saved = JSON.parse(readFileSync(join(lab.root, name), "utf8")) as NotebookFile;
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("runs without an error", () => {
    const errors = saved.cells.flatMap(({ outputs = [] }) =>
      outputs.filter((output) => output.output_type === "error"),
    );
    expect(errors).toEqual([]);
  });

  test("shows the field, drawn as its PNG was", async () => {
    const [, png] = outputsOf(saved, "image/png") as string[]; // the first shows the plate
    const drawn = await blockMeans(page.locator(".titer-canvas").first());
    expect(Math.max(...drawn) - Math.min(...drawn)).toBeGreaterThan(20); // there is something to see
    expect(correlation(drawn, blockMeansOfPng(png!))).toBeGreaterThan(0.99);
    await keepPicture(page, ".titer-plane", "01-field-light");
  });

  test("shows that the run reached 100 %", async () => {
    await page.locator(".titer-run").first().scrollIntoViewIfNeeded();
    expect(await page.locator(".titer-run").first().getAttribute("data-state")).toBe("completed");
    expect(await page.locator(".titer-run-percent").first().textContent()).toBe("100 %");
    await keepPicture(page, ".titer-run", "01-run-light");
  });

  test("plots the counts, one bar per channel", async () => {
    const plot = page.locator(".js-plotly-plot").first();
    await plot.scrollIntoViewIfNeeded();
    await plot.locator(".bars .point").first().waitFor();
    expect(await plot.locator(".bars .point").count()).toBe(6);
    await keepPicture(page, ".js-plotly-plot", "01-plot-light");
  });

  test("leaves no complaint in the console", () => {
    expect(visit.complaints).toEqual([]);
  });

  test(
    "shows image, progress and plot when it is opened again without a kernel",
    async () => {
      writeFileSync(join(lab.root, "saved.ipynb"), JSON.stringify({ ...saved, metadata: {} }));
      const again = await openNotebook(browser, lab.page("lab/workspaces/again/tree/saved.ipynb"), false);
      await goDark(again.page);
      const [, png] = outputsOf(saved, "image/png") as string[]; // the first shows the plate
      const drawn = await blockMeans(again.page.locator(".titer-canvas").first());
      expect(correlation(drawn, blockMeansOfPng(png!))).toBeGreaterThan(0.99);
      await keepPicture(again.page, ".titer-plane", "01-field-dark");
      await again.page.locator(".titer-run").first().scrollIntoViewIfNeeded();
      expect(await again.page.locator(".titer-run-percent").first().textContent()).toBe("100 %");
      await again.page.locator(".jp-Cell").last().scrollIntoViewIfNeeded(); // cells are rendered when they come into view
      await again.page.locator(".js-plotly-plot .bars .point").first().waitFor();
      expect(await again.page.locator(".js-plotly-plot .bars .point").count()).toBe(6);
      expect(again.complaints).toEqual([]);
    },
    patience,
  );

  test(
    "is readable as HTML for somebody who has no JupyterLab",
    () => {
      const html = execFileSync(join(venv, "jupyter-nbconvert"), ["--to", "html", "--stdout", join(lab.root, name)], {
        maxBuffer: 1 << 28,
        stdio: ["ignore", "pipe", "ignore"],
      }).toString();
      expect(html.split('src="data:image/png;base64,').length - 1).toBe(4); // the plate, two fields, a result
      const [, svg] = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(html) ?? [];
      expect(Buffer.from(svg ?? "", "base64").toString()).toContain("cellCount against channel");
      expect(html).toContain("completed, 100 %");
    },
    patience,
  );
});
