/**
 * The viewer against Viv on the same scenes, in a browser that nobody drives; and by itself in JupyterLab: how soon a plate and
 * its first image are there, what it keeps in memory while it plays (`TITER_BENCH_MINUTES`, default 0.5), and what the extension
 * adds to JupyterLab's start. Viv is installed on demand.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./tools/spread.js";
import { drawn } from "./viewer/drawn.js";
import { inLab } from "./viewer/lab.js";

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 2 }) {
  const folder = mkdtempSync(join(tmpdir(), "titer-bench-viewer-"));
  try {
    const { pan, stream } = await drawn(folder, runs);
    const lab = await inLab(folder, runs);
    const rate = (/** @type {{ rate: number }[]} */ list) => median(list.map((one) => one.rate));
    const time = (/** @type {{ ms: number }[]} */ list) => median(list.map((one) => one.ms));
    const [panOurs, panViv] = [time(pan.ours), time(pan.viv)];
    const [streamOurs, streamViv] = [rate(stream.ours), rate(stream.viv)];
    return [
      row("pan and zoom of 4 channels 2048 x 2048", "Viv ImageLayer", panOurs, panViv, "ms", panViv / panOurs),
      row("streamed 2048 x 2048 uint16", "Viv XRLayer", streamOurs, streamViv, "frames/s", streamOurs / streamViv),
      row("first image after the cell ran", "500 ms wanted", lab.first, 500, "ms", 500 / lab.first),
      row("384 wells, warm engine", "1000 ms wanted", lab.plate, 1000, "ms", 1000 / lab.plate),
      row("memory after play", "before it", lab.after, lab.before, "MB", lab.before / lab.after),
      row("JupyterLab's start", "without the extension", lab.start, lab.bare, "ms", lab.bare / lab.start),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @param {string} name @param {string} peer @param {number} ours @param {number} theirs @param {string} unit @param {number} ratio */
function row(name, peer, ours, theirs, unit, ratio) {
  return { name, peer, ours, theirs, unit, ratio };
}
