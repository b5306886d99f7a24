import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { gaussianBlur, nonLocalMeans } from "#lib/functions/library/index.js";
import { loadKernels } from "#lib/functions/native/index.js";
import { newPlane } from "#lib/image/plane.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { encodeTiff } from "#lib/tiff/index.js";
import { ownEngine, resultHashes, temporaryFolder } from "./support.js";

jest.setTimeout(120_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const native = loadKernels({ threads: 1 }).build.startsWith("native");

/** A plate of one well and one image. */
function oneImage(size: number): string {
  const place = join(folder, "plate", "TimePoint_1", "ZStep_1");
  mkdirSync(place, { recursive: true });
  const plane = newPlane({ dtype: "uint16", height: size, width: size });
  for (const i of plane.data.keys()) plane.data[i] = (i * 7919) % 4093;
  writeFileSync(join(place, "plate_A01_s1_w1.TIF"), encodeTiff(plane));
  return join(folder, "plate");
}

// The kernels would take hours, and the engine does not end before its threads have: this test ends only when kernels can be left.
(native ? test : test.skip)("a run is cancelled in the middle of a long kernel, and its thread works on", async () => {
  const plate = await PipelineOrchestrator.open(oneImage(2048));
  const slow = nonLocalMeans.with({ searchRadius: 20, patchRadius: 20 });
  const steps = [
    new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 2 }) }),
    new FunctionStep({ name: "slow", func: Array.from({ length: 100 }, () => slow) }),
  ];
  const compile = (of: typeof steps, output: string) =>
    withConfig("pipeline", { numWorkers: 1 }, () => plate.compile(of, { outputRoot: join(folder, output) }));
  const run = plate.execute(await compile(steps, "cancelled"));
  let inKernel = false;
  for await (const event of run.events) {
    if (event.kind !== "progress" || event.step !== "slow" || inKernel) continue;
    inKernel = true;
    run.cancel();
  }
  const result = await run;
  expect(result).toMatchObject({ state: "cancelled", wells: [{ well: "A01", state: "unfinished" }] });
  expect(inKernel).toBe(true);
  const files = readdirSync(join(folder, "cancelled"), { recursive: true, encoding: "utf8" });
  expect(files.filter((name) => name.endsWith(".tmp") || name.includes("wells/"))).toEqual([]);

  const [blur] = steps as [FunctionStep];
  const after = await plate.execute(await compile([blur], "after"));
  expect(after.state).toBe("completed");
  const inline = await plate.execute(await compile([blur], "inline"), { executor: "inline" });
  expect(inline.state).toBe("completed");
  expect(resultHashes(join(folder, "after"))).toEqual(resultHashes(join(folder, "inline")));
});
