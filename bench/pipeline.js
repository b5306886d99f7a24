/**
 * Whole pipelines on the 540-file plate, whole process, against OpenHCS 0.5.0 and 0.8.6.
 *
 * `norm`: z maximum projection, then percentile normalisation 1/99 over the sites of each channel. `full`: the same, then white top-hat,
 * watershed count per channel, composite, tile positions (Ashlar) and assembly. Images go to the disk, ours as OME-Zarr without coarser
 * levels, theirs as TIFF.
 *
 * Titer is measured twice: with an engine that starts with the run and reads the plate for the first time, and with one that runs
 * already, as from a user's second run on.
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
 * @typedef {import("./tools/measure.js").Measured} Measured
 * @typedef {{ name: string, once: () => Promise<Measured>, end?: () => Promise<void> }} Contender
 */

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const old = await peerPython("openhcs-0.5.0");
  const current = await peerPython("openhcs-0.8.6");
  const plate = await syntheticPlate(current);
  warm(plate);
  /** @param {"norm" | "full"} pipe */
  const ours = (pipe) => [titerAnew(pipe, plate), titerAgain(pipe, plate)];
  const norm = await compared("norm", ours("norm"), runs, [
    openHcs("OpenHCS 0.5.0, 1 thread", old, plate, "norm", 1),
    openHcs("OpenHCS 0.5.0, 2 threads", old, plate, "norm", 2),
    openHcs("OpenHCS 0.8.6, 1 thread", current, plate, "norm", 1),
  ]);
  const full = await compared("full", ours("full"), runs, [openHcs("OpenHCS 0.5.0, 2 threads", old, plate, "full", 2)]);
  return [...norm, ...full];
}

/** @param {string} pipe @param {Contender[]} ours @param {number} runs @param {Contender[]} peers */
async function compared(pipe, ours, runs, peers) {
  // OpenHCS writes into the plate and clears its output, so one benchmark at a time uses them.
  const onWait = (/** @type {number} */ pid) => console.error(`  waiting for the benchmark in process ${pid}`);
  const measured = await withLock(inBench("plate4.lock"), () => alternately([...ours, ...peers], runs), { onWait });
  /** @param {Contender} contender @param {"seconds" | "cpuSeconds" | "peakMb"} what */
  const middle = (contender, what) => median((measured.get(contender) ?? []).map((one) => one[what]));
  return peers.flatMap((peer) =>
    ours.flatMap((us) => {
      /** @param {string} what @param {"seconds" | "cpuSeconds" | "peakMb"} value @param {string} unit */
      const row = (what, value, unit) => {
        const [mine, theirs] = [middle(us, value), middle(peer, value)];
        return {
          name: `${pipe}, ${us.name}: ${what}`,
          peer: peer.name,
          ours: mine,
          theirs,
          unit,
          ratio: theirs / mine,
        };
      };
      const wall = row("whole process", "seconds", "s");
      if (us !== ours[0]) return [wall]; // an engine that runs already belongs to no run
      return [wall, row("processor time", "cpuSeconds", "s"), row("peak memory", "peakMb", "MB")];
    }),
  );
}

/**
 * One round that does not count (caches, compiled Python), then the runs.
 *
 * @param {Contender[]} contenders @param {number} runs
 */
async function alternately(contenders, runs) {
  const measured = new Map(contenders.map((one) => [one, /** @type {Measured[]} */ ([])]));
  try {
    for (let round = 0; round <= runs; round++) {
      for (const contender of contenders) {
        const one = await contender.once();
        if (round > 0) measured.get(contender)?.push(one);
        console.error(
          `  ${round === 0 ? "warm-up" : `round ${round}`}: ${contender.name}: ${one.seconds.toFixed(2)} s, ${one.cpuSeconds.toFixed(2)} s of processors, ${one.peakMb.toFixed(0)} MB`,
        );
      }
    }
  } finally {
    for (const contender of contenders) await contender.end?.();
  }
  for (const [{ name }, all] of measured)
    console.error(
      `  ${name}: median ${spread(
        all.map(({ seconds }) => seconds),
        "s",
      )}`,
    );
  return measured;
}

/** A new engine and an empty home each time, so all starts and all memory count. @param {string} pipe @param {string} plate @returns {Contender} */
function titerAnew(pipe, plate) {
  const once = async () => {
    const folder = mkdtempSync(inBench("titer-"));
    try {
      return await titer(pipe, plate, folder);
    } finally {
      await stopEngine(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return { name: "Titer, new engine", once };
}

/** One engine for all rounds. @param {string} pipe @param {string} plate @returns {Contender} */
function titerAgain(pipe, plate) {
  const folder = mkdtempSync(inBench("titer-"));
  const once = () => {
    rmSync(join(folder, "out"), { recursive: true, force: true });
    return titer(pipe, plate, folder);
  };
  const end = async () => {
    await stopEngine(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  return { name: "Titer, running engine", once, end };
}

/** @param {string} folder */
const homeIn = (folder) => ({ TITER_HOME: join(folder, "home") });

/** @param {string} pipe @param {string} plate @param {string} folder */
function titer(pipe, plate, folder) {
  const pipeline = inRoot("bench", "pipelines", `${pipe}.ts`);
  const parameters = [cli, "run", pipeline, "--out", join(folder, "out"), "--workers", "2"];
  return measure(process.execPath, parameters, { ...homeIn(folder), BENCH_PLATE: plate });
}

/** @param {string} folder */
async function stopEngine(folder) {
  const env = { ...process.env, ...homeIn(folder) };
  await must("titer engine stop", process.execPath, [cli, "engine", "stop"], { env });
}

/** @param {string} name @param {string} python @param {string} plate @param {string} pipe @param {number} threads @returns {Contender} */
function openHcs(name, python, plate, pipe, threads) {
  const script = inRoot("bench", "peers", "openhcs_run.py");
  const how = ["--threads", "--workers", String(threads), "--pipe", pipe, "--reset"];
  const once = async () => {
    const measured = await measure(python, [script, plate, inBench("out"), ...how]);
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
 * @param {string} name @param {Contender["once"]} once @returns {Promise<Measured>}
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
