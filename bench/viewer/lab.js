import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { synthesize } from "../../lib/dist/samples/synthesize.js";
import { startLab } from "../../test/dist/browser/lab.js";
import { notebookText } from "../../test/dist/browser/notebook.js";
import { median } from "../tools/spread.js";
import { chromiumFlags, findChromium } from "./chromium.js";

const patience = 120_000;
const minutes = Number(process.env.TITER_BENCH_MINUTES ?? 0.5);

/**
 * @typedef {object} LabFigures
 * @property {number} first Milliseconds from the end of the cell to the first image.
 * @property {number} plate Milliseconds until 384 wells are there, on a warm engine.
 * @property {number} before Resident memory of the browser when play begins, in 2^20 bytes.
 * @property {number} after The same when it has played.
 * @property {number} start Milliseconds until JupyterLab is ready.
 * @property {number} bare The same without the extension.
 */

/** @param {string} folder @param {number} runs @returns {Promise<LabFigures>} */
export async function inLab(folder, runs) {
  const field = join(folder, "field");
  const plate = join(folder, "plate");
  await synthesize(field, { wells: 1, sites: 1, channels: 4, z: 8, size: 2048, overlap: 0 });
  await synthesize(plate, { wells: 384, sites: 1, channels: 3, z: 1, size: 256, overlap: 0 });
  const source = `import { view } from "titer";\nawait view(${JSON.stringify(field)})`;
  const kernelspec = { name: "titer", display_name: "TypeScript (Titer)" };
  const lab = await startLab({ "view.ipynb": notebookText([{ source }], kernelspec) });
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
  try {
    const starts = { ours: /** @type {number[]} */ ([]), bare: /** @type {number[]} */ ([]) };
    for (let round = -1; round < runs; round++) {
      const [ours, bare] = [
        await startOf(browser, lab.page("lab"), false),
        await startOf(browser, lab.page("lab"), true),
      ];
      if (round < 0) continue; // fills the server's and the browser's caches
      starts.ours.push(ours);
      starts.bare.push(bare);
    }
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(patience);
    await page.goto(lab.page("lab/tree/view.ipynb"), { waitUntil: "domcontentloaded" });
    await page.locator(".jp-StatusBar-TextItem", { hasText: "| Idle" }).waitFor();
    const firsts = [];
    for (let round = -1; round < runs; round++) {
      const ms = await firstImage(page);
      if (round >= 0) firsts.push(ms); // the engine starts with the first
    }
    const plates = [];
    for (let round = -1; round < runs; round++) {
      const ms = await plateView(page, plate);
      if (round >= 0) plates.push(ms);
    }
    const { before, after } = await play(page);
    return {
      first: median(firsts),
      plate: median(plates),
      before,
      after,
      start: median(starts.ours),
      bare: median(starts.bare),
    };
  } finally {
    await browser.close();
    await lab.stop();
  }
}

/** @param {import("playwright-core").Browser} browser @param {string} url @param {boolean} without */
async function startOf(browser, url, without) {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (without) await page.route(/labextensions\/@titer|lab\/extensions\/@titer/, (route) => route.abort());
  const start = performance.now();
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.waitForFunction("window.jupyterapp !== undefined", undefined, { timeout: patience });
  await page.evaluate("window.jupyterapp.restored");
  const ms = performance.now() - start;
  await context.close();
  return ms;
}

/** From the moment the output is in the page to the moment its image is complete. @param {import("playwright-core").Page} page */
function firstImage(page) {
  return page.evaluate(`(async () => {
    const seen = (test) => new Promise((done) => { const look = () => test() ? done(performance.now()) : requestAnimationFrame(look); look(); });
    await window.jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
    const ran = seen(() => document.querySelector(".titer-output") !== null);
    void window.jupyterapp.commands.execute("notebook:run-all-cells");
    const start = await ran;
    return (await seen(() => document.querySelector('.titer-viewer[data-complete="true"]') !== null)) - start;
  })()`);
}

/** @param {import("playwright-core").Page} page @param {string} path @returns {Promise<number>} */
function plateView(page, path) {
  const args = { address: { source: { kind: "folder", path }, mode: "plate" }, session: "view.ipynb" };
  return page.evaluate(`(async () => {
    const start = performance.now();
    const tab = await window.jupyterapp.commands.execute("titer:view", ${JSON.stringify(args)});
    const look = (done) => tab.node.querySelector('[data-complete="true"]') ? done() : requestAnimationFrame(() => look(done));
    await new Promise(look);
    const ms = performance.now() - start;
    tab.dispose();
    return ms;
  })()`);
}

/** Plays z planes; memory is looked at after a first minute's share, when caches are full. @param {import("playwright-core").Page} page */
async function play(page) {
  await page.getByRole("button", { name: "Play Z" }).click();
  const share = minutes * 60_000;
  await page.waitForTimeout(share / 3);
  const before = browserMegabytes();
  await page.waitForTimeout((2 * share) / 3);
  return { before, after: browserMegabytes() };
}

/** Resident memory of the browsers that this process started. */
function browserMegabytes() {
  const parents = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const [, parent] = /^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      parents.set(pid, parent);
    } catch {
      // The process has ended meanwhile.
    }
  }
  const ours = (/** @type {string} */ pid) => {
    for (let at = parents.get(pid); at !== undefined && at !== "0"; at = parents.get(at))
      if (at === String(process.pid)) return true;
    return false;
  };
  let pages = 0;
  for (const pid of parents.keys()) {
    try {
      if (!ours(pid) || !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=")) continue;
      pages += Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    } catch {
      // The process has ended meanwhile.
    }
  }
  return (pages * 4096) / 2 ** 20;
}
