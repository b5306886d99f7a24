import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { countCellsSingleChannel, maxProjection } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { ownEngine, resultHashes, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const steps = [
  new FunctionStep({
    name: "project",
    func: maxProjection,
    variableComponents: ["z"],
    stepMaterializationConfig: { enabled: true, wellFilter: ["A02"] },
  }),
  new FunctionStep({ name: "count", func: countCellsSingleChannel, variableComponents: ["timepoint"] }),
];

test("sites of a well run in threads beside each other, with the bytes of one thread, and are skipped the next time", async () => {
  const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "A02"]));
  const config = { multiprocessingAxis: "site", numWorkers: 4 } as const;
  const compiled = (output: string) =>
    withConfig("pipeline", config, () => plate.compile(steps, { outputRoot: join(folder, output) }));
  const [threads, alone] = [await compiled("threads"), await compiled("alone")];
  const result = await plate.execute(threads);
  await plate.execute(alone, { executor: "inline" });
  expect(result.wells.map(({ well, state }) => `${well} ${state}`)).toEqual(
    ["A01-site-1", "A01-site-2", "A02-site-1", "A02-site-2"].map((unit) => `${unit} done`),
  );
  expect(resultHashes(threads.plan.output.root)).toEqual(resultHashes(alone.plan.output.root));
  expect(["A", "A/01"].map((path) => existsSync(join(result.output, "checkpoints.zarr", path)))).toEqual([true, false]);
  const again = await plate.execute(threads);
  expect(new Set(again.wells.map(({ state }) => state))).toEqual(new Set(["skipped"]));
});
