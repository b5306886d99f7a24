/**
 * The extension in a real JupyterLab: what it adds to the start (with and without it, alternately), and the panel with 20 plates
 * of 384 wells. What is allowed stands in the place of a peer where there is none.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeTiff } from "../lib/dist/tiff/index.js";
import { startLab } from "../test/dist/browser/lab.js";
import { openBrowser, scrollFrames, startMs } from "./extension/browser.js";
import { median } from "./tools/spread.js";

const plates = 20;
const rows = "ABCDEFGHIJKLMNOP";

/** @param {{ runs: number | undefined }} options @returns {Promise<import("../setup/bench.js").Comparison[]>} */
export async function run({ runs = 5 }) {
  const browser = await openBrowser();
  try {
    return [...(await start(browser, runs)), ...(await panel(browser))];
  } finally {
    await browser.close();
  }
}

/** @param {import("playwright-core").Browser} browser @param {number} runs */
async function start(browser, runs) {
  const off = { "@jupyterlab/apputils-extension/notification": {} };
  const [ours, without] = [await startLab({ "a.txt": "" }), await startLab({ "a.txt": "" }, off, { extension: false })];
  try {
    /** @type {Awaited<ReturnType<typeof startMs>>[]} */
    const withIt = [];
    /** @type {Awaited<ReturnType<typeof startMs>>[]} */
    const bare = [];
    for (let i = 0; i <= runs; i++) {
      withIt.push(await startMs(browser, ours.page("lab")));
      bare.push(await startMs(browser, without.page("lab")));
    }
    return /** @type {const} */ (["clock", "thread"]).flatMap((kind) => {
      // The first of each warms the server's caches.
      const [own, others] = [withIt, bare].map((all) => median(all.slice(1).map((one) => one[kind])));
      const what = kind === "clock" ? "on the clock" : "of the page's thread";
      return [
        comparison(`JupyterLab's start, ${what}`, "without it", own ?? Number.NaN, others ?? Number.NaN, "ms"),
        comparison(`added to the start, ${what}`, "allowed", Math.max(1, (own ?? 0) - (others ?? 0)), 300, "ms"),
      ];
    });
  } finally {
    await ours.stop();
    await without.stop();
  }
}

/** @param {import("playwright-core").Browser} browser */
async function panel(browser) {
  const lab = await startLab({ "a.txt": "" });
  try {
    for (let i = 1; i <= plates; i++) writePlate(join(lab.root, `screen-${i}`));
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(lab.page("lab"), { waitUntil: "domcontentloaded" });
    await page.locator('li[data-id="titer-panel"]').click();
    await page.locator("#titer-panel .titer-plates-view").waitFor();
    await page.evaluate(async (count) => {
      /** @type {Window & { jupyterapp?: { commands: { execute(id: string, args: object): Promise<unknown> } } }} */
      const holder = window;
      for (let i = 1; i <= count; i++)
        await holder.jupyterapp?.commands.execute("titer:open-plate", { path: `screen-${i}` });
    }, plates);
    const gaps = await scrollFrames(page, ".titer-panel-section");
    const sorted = [...gaps].sort((a, b) => a - b);
    const slow = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? Number.NaN;
    return [
      comparison(
        `${plates} plates of 384 wells: a frame while scrolling, median`,
        "60 Hz",
        median(gaps),
        1000 / 60,
        "ms",
      ),
      comparison("19 of 20 frames within", "30 Hz", slow, 1000 / 30, "ms"),
    ];
  } finally {
    await lab.stop();
  }
}

/** A plate of 384 wells with one tiny image each. @param {string} folder */
function writePlate(folder) {
  const place = join(folder, "TimePoint_1", "ZStep_1");
  mkdirSync(place, { recursive: true });
  const image = encodeTiff({ dtype: "uint16", height: 8, width: 8, data: new Uint16Array(64).fill(100) });
  for (const row of rows) {
    for (let column = 1; column <= 24; column++) {
      writeFileSync(join(place, `plate_${row}${String(column).padStart(2, "0")}_s1_w1.TIF`), image);
    }
  }
}

/** @param {string} name @param {string} peer @param {number} ours @param {number} theirs @param {string} unit */
function comparison(name, peer, ours, theirs, unit) {
  return { name, peer, ours, theirs, unit, ratio: theirs / ours };
}
