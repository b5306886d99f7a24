import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import {
  ashlarComputeTilePositions,
  assembleStack,
  countCellsSingleChannel,
  createComposite,
  skanAxonSkeletonizeAndAnalyze,
  stackPercentileNormalize,
  tophat,
} from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { synthesize } from "#lib/samples/synthesize.js";
import { ownEngine, temporaryFolder } from "./support.js";

jest.setTimeout(120_000);

const overlap = 0.2;
const pipeline = [
  new FunctionStep({
    name: "normalize",
    func: stackPercentileNormalize.with({ lowPercentile: 1, highPercentile: 99, targetMax: 65535 }),
    variableComponents: ["site"],
  }),
  new FunctionStep({ name: "preprocess", func: tophat.with({ selemRadius: 50 }), variableComponents: ["site"] }),
  new FunctionStep({ name: "composite", func: createComposite, variableComponents: ["channel"] }),
  new FunctionStep({
    name: "cell_count",
    func: countCellsSingleChannel.with({ detectionMethod: "watershed", maxCellArea: 5000, watershedMinDistance: 9 }),
    variableComponents: ["site"],
  }),
  new FunctionStep({ name: "neurite_trace", func: skanAxonSkeletonizeAndAnalyze, variableComponents: ["site"] }),
  new FunctionStep({
    name: "positions",
    func: ashlarComputeTilePositions.with({ overlapRatio: overlap, maxShift: 15, stitchAlpha: 0.2 }),
    variableComponents: ["site"],
  }),
  new FunctionStep({
    name: "assemble",
    func: assembleStack.with({ blendMethod: "fixed", fixedMarginRatio: 0.1, overlapRatio: overlap }),
    variableComponents: ["site"],
  }),
];

/** The rows of a CSV file of the ground truth as numbers by column. */
function truthOf(file: string): Record<string, number>[] {
  const [head = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const names = head.split(",").map((name) => name.replace(/ .*/, ""));
  return lines.map((line) => Object.fromEntries(line.split(",").map((text, i) => [names[i] ?? "", Number(text)])));
}

const folder = temporaryFolder();
ownEngine(folder);

test("the gold-standard pipeline of the seeds finds the cells and the tiles of a synthetic plate", async () => {
  const size = 512;
  const made = await synthesize(join(folder, "plate"), {
    format: "operaphenix",
    wells: 1,
    sites: 4,
    channels: 2,
    z: 1,
    size,
    overlap,
    seed: 3,
  });
  const plate = await PipelineOrchestrator.open(made.path);
  const run = plate.execute(await plate.compile(pipeline, { outputRoot: join(folder, "output") }));
  expect(await run).toMatchObject({ state: "completed" });

  const tiles = truthOf(join(made.truth, "tiles.csv"));
  const least = (name: string) => Math.min(...tiles.map((tile) => tile[name] ?? 0));
  const positions = run.table("positions", "positions");
  const found = tiles.map((_, i) => [positions.rows()[i]?.y, positions.rows()[i]?.x] as number[]);
  tiles.forEach(({ actualY = 0, actualX = 0 }, i) => {
    expect(Math.abs((found[i]?.[0] ?? Number.NaN) - (actualY - least("actualY")))).toBeLessThan(0.5);
    expect(Math.abs((found[i]?.[1] ?? Number.NaN) - (actualX - least("actualX")))).toBeLessThan(0.5);
  });

  const cells = truthOf(join(made.truth, "cells.csv"));
  /** Cells of all tiles that lie inside by a half axis: the long one surely, the short one perhaps. */
  const inside = (axis: "a" | "b") =>
    tiles.flatMap(({ actualY = 0, actualX = 0 }) =>
      cells.filter((cell) =>
        [(cell.y ?? 0) - actualY, (cell.x ?? 0) - actualX].every(
          (place) => place > (cell[axis] ?? 0) && place < size - (cell[axis] ?? 0),
        ),
      ),
    ).length;
  const counted = run
    .table("cell_count", "counts")
    .rows()
    .reduce((total, { cellCount }) => total + (cellCount as number), 0);
  expect(counted).toBeGreaterThanOrEqual(0.98 * inside("a"));
  expect(counted).toBeLessThanOrEqual(1.02 * inside("b"));
});
