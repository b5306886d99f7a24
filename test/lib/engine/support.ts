import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import { findEngine } from "#lib/engine/launch.js";
import {
  countCellsSingleChannel,
  gaussianBlur,
  maxProjection,
  stackPercentileNormalize,
  tophat,
} from "#lib/functions/library/index.js";
import { newPlane } from "#lib/image/plane.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { encodeTiff } from "#lib/tiff/index.js";

/** A folder for the tests of a file, removed in the end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "titer-engine-test-"));
  afterAll(async () => {
    if (process.env.TITER_HOME?.startsWith(folder)) await stopEngine(); // it writes there
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Gives the tests of a file an engine of their own and ends it with them. */
export function ownEngine(folder: string): void {
  const before = process.env.TITER_HOME;
  beforeAll(() => {
    process.env.TITER_HOME = join(folder, "home");
  });
  afterAll(async () => {
    await stopEngine();
    if (before === undefined) delete process.env.TITER_HOME;
    else process.env.TITER_HOME = before;
  });
}

/** Ends the engine, if one runs, and waits until its process is gone. */
export async function stopEngine(): Promise<void> {
  const client = await findEngine();
  if (!client) return;
  const { pid } = await client.request({ kind: "status" });
  await client.request({ kind: "stop", force: true });
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The engine's process id; there must be one. */
export async function enginePid(): Promise<number> {
  const client = await findEngine();
  if (!client) throw new Error("no engine runs");
  const { pid } = await client.request({ kind: "status" });
  client.close();
  return pid;
}

/** Writes an ImageXpress plate of bright discs on noise; the same arguments give the same bytes. */
export function writePlate(folder: string, wells: readonly string[], sites = 2, channels = 2, zPlanes = 2): string {
  for (const [w, well] of wells.entries()) {
    for (let z = 1; z <= zPlanes; z++) {
      const place = join(folder, "TimePoint_1", `ZStep_${z}`);
      mkdirSync(place, { recursive: true });
      for (let site = 1; site <= sites; site++) {
        for (let channel = 1; channel <= channels; channel++) {
          const pixels = discs(1000 * w + 100 * z + 10 * site + channel);
          writeFileSync(join(place, `plate_${well}_s${site}_w${channel}.TIF`), encodeTiff(pixels));
        }
      }
    }
  }
  return folder;
}

function discs(seed: number): ReturnType<typeof newPlane> {
  const plane = newPlane({ dtype: "uint16", height: 96, width: 128 });
  let state = seed + 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = 200 + random(50);
  for (let disc = 0; disc < 12; disc++) {
    const radius = 3 + random(4);
    const [y, x] = [radius + random(96 - 2 * radius), radius + random(128 - 2 * radius)];
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        if (dy * dy + dx * dx <= radius * radius) plane.data[(y + dy) * 128 + x + dx] = 3000 + random(200);
      }
    }
  }
  return plane;
}

/** Project, normalise, top-hat, count. */
export const pipeline = [
  new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] }),
  new FunctionStep({
    name: "normalize",
    func: stackPercentileNormalize.with({ lowPercentile: 1, highPercentile: 99 }),
  }),
  new FunctionStep({ name: "tophat", func: tophat.with({ selemRadius: 10 }) }),
  new FunctionStep({ name: "count", func: countCellsSingleChannel }),
];

/** A pipeline that takes a well a while: for tests that must come between. */
export const slowPipeline = [
  new FunctionStep({ name: "blur", func: Array.from({ length: 20 }, () => gaussianBlur.with({ sigma: 60 })) }),
  ...pipeline,
];

/** SHA-256 of every file below a folder, by relative path. */
export function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path), createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

/** The same without the run's diary and the plan, which hold times and absolute paths; of markers, which hold times of input files, the names. */
export function resultHashes(folder: string): Record<string, string> {
  const {
    [join(".titer", "events.jsonl")]: _events,
    [join(".titer", "plan.json")]: _plan,
    ...results
  } = hashes(folder);
  const markers = join(".titer", "wells");
  return Object.fromEntries(
    Object.entries(results).map(([path, hash]) => [path, path.startsWith(markers) ? "a marker" : hash]),
  );
}
