/**
 * Whole pipelines on the 540-file plate, whole process, against OpenHCS 0.5.0 and 0.8.6.
 *
 * `norm`: z maximum projection, then percentile normalisation 1/99 over the sites of each channel, written to disk.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { must } from "../setup/command.js";
import { withLock } from "../setup/lock.js";
import { inRoot } from "../setup/paths.js";
import { measure } from "./tools/measure.js";
import { inBench, peerPython, syntheticPlate } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const cli = inRoot("lib", "bin", "titer.js");

/**
 * @typedef {{ name: string, once: () => Promise<import("./tools/measure.js").Measured> }} Contender
 */

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const old = await peerPython("openhcs-0.5.0");
  const current = await peerPython("openhcs-0.8.6");
  const plate = await syntheticPlate(current);
  warm(plate);
  const us = titer(plate, 2);
  const peers = [
    openHcs("OpenHCS 0.5.0, 1 thread", old, plate, 1),
    openHcs("OpenHCS 0.5.0, 2 threads", old, plate, 2),
    openHcs("OpenHCS 0.8.6, 1 thread", current, plate, 1),
  ];
  // OpenHCS writes into the plate and clears its output, so one benchmark at a time uses them.
  const onWait = (/** @type {number} */ pid) => console.error(`  waiting for the benchmark in process ${pid}`);
  const measured = await withLock(inBench("plate4.lock"), () => alternately([us, ...peers], runs), { onWait });
  /** @param {Contender} contender @param {"seconds" | "peakMb"} what */
  const middle = (contender, what) => median((measured.get(contender) ?? []).map((one) => one[what]));
  return peers.flatMap((peer) => [
    comparison("norm, whole process", peer.name, middle(us, "seconds"), middle(peer, "seconds"), "s"),
    comparison("norm, peak memory", peer.name, middle(us, "peakMb"), middle(peer, "peakMb"), "MB"),
  ]);
}

/**
 * One round that does not count (caches, compiled Python), then the runs.
 *
 * @param {Contender[]} contenders @param {number} runs
 */
async function alternately(contenders, runs) {
  const measured = new Map(contenders.map((one) => [one, /** @type {import("./tools/measure.js").Measured[]} */ ([])]));
  for (let round = 0; round <= runs; round++) {
    for (const contender of contenders) {
      const one = await contender.once();
      if (round > 0) measured.get(contender)?.push(one);
      console.error(
        `  ${round === 0 ? "warm-up" : `round ${round}`}: ${contender.name}: ${one.seconds.toFixed(2)} s, ${one.peakMb.toFixed(0)} MB`,
      );
    }
  }
  for (const [{ name }, all] of measured) {
    const [times, memory] = [all.map((one) => one.seconds), all.map((one) => one.peakMb)];
    console.error(`  ${name}: median ${spread(times, "s")}, peak ${spread(memory, "MB")}`);
  }
  return measured;
}

/** @param {string} name @param {string} peer @param {number} ours @param {number} theirs @param {string} unit */
function comparison(name, peer, ours, theirs, unit) {
  return { name, peer, ours, theirs, unit, ratio: theirs / ours };
}

/** A new engine each time, so its start and its memory count. @param {string} plate @param {number} workers @returns {Contender} */
function titer(plate, workers) {
  const once = async () => {
    const folder = mkdtempSync(inBench("titer-"));
    const env = { TITER_HOME: join(folder, "home") };
    const pipeline = inRoot("bench", "pipelines", "norm.ts");
    const parameters = [cli, "run", pipeline, plate, "--out", join(folder, "out"), "--workers", String(workers)];
    try {
      return await measure(process.execPath, parameters, env);
    } finally {
      await must("titer engine stop", process.execPath, [cli, "engine", "stop"], { env: { ...process.env, ...env } });
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return { name: `Titer, ${workers} workers`, once };
}

/** @param {string} name @param {string} python @param {string} plate @param {number} threads @returns {Contender} */
function openHcs(name, python, plate, threads) {
  const script = inRoot("bench", "peers", "openhcs_run.py");
  const parameters = [
    script,
    plate,
    inBench("out"),
    "--threads",
    "--workers",
    String(threads),
    "--pipe",
    "norm",
    "--reset",
  ];
  const once = async () => {
    const measured = await measure(python, parameters);
    const line = measured.output.split("\n").findLast((text) => text.startsWith("{")) ?? "{}";
    const wells = Object.values(JSON.parse(line).results ?? {});
    if (wells.length === 0 || wells.some((status) => status !== "success")) throw new Error(`${name} failed: ${line}`);
    return measured;
  };
  return { name, once: () => repeated(name, once) };
}

/**
 * OpenHCS 0.5.0 with two threads fails in some runs (its wells race for a folder); only whole runs are measured.
 *
 * @param {string} name @param {Contender["once"]} once @returns {Promise<import("./tools/measure.js").Measured>}
 */
async function repeated(name, once, triesLeft = 4) {
  try {
    return await once();
  } catch (error) {
    if (triesLeft === 0) throw error;
    console.error(`  ${name}: failed and is run again`);
    return repeated(name, once, triesLeft - 1);
  }
}

/** Reads every file once, so that all contenders find a warm file cache. @param {string} folder */
function warm(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name));
  }
}
