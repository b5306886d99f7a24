import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { enginePlaces } from "#lib/engine/home.js";
import { findEngine } from "#lib/engine/launch.js";
import { parseEngineRecord } from "#lib/engine/messages.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { gaussianBlur } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { Random } from "#lib/samples/random.js";
import { ownEngine, pipeline, resultHashes, temporaryFolder, writePlate } from "./support.js";

/** How often the engine is killed: a few times in the usual tests, `npm run soak` asks for 100. */
const kills = Number(process.env.TITER_SOAK_KILLS ?? 4);

jest.setTimeout(60_000 + kills * 5000);

const folder = temporaryFolder();
ownEngine(folder);

const wells = ["A", "B", "C", "D"].flatMap((row) => ["01", "02", "03", "04", "05", "06"].map((column) => row + column));
const steps = [
  new FunctionStep({ name: "blur", func: Array.from({ length: 6 }, () => gaussianBlur.with({ sigma: 20 })) }),
  ...pipeline,
];

/** The engine's process, if one is up; null while it is being started again. */
async function livePid(): Promise<number | null> {
  const client = await findEngine();
  client?.close();
  return client ? (parseEngineRecord(readFileSync(enginePlaces().record, "utf8"))?.pid ?? null) : null;
}

test(`a run over 24 wells whose engine is killed ${kills} times at random moments gives what an undisturbed one gives`, async () => {
  const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), wells, 1, 2, 2));
  const compile = (outputRoot: string) =>
    withConfig("pipeline", { numWorkers: 2 }, () => plate.compile(steps, { outputRoot }));
  await plate.execute(await compile(join(folder, "undisturbed")), { executor: "inline" });
  const expected = resultHashes(join(folder, "undisturbed"));

  const random = new Random(20261121, 0, 0);
  let killed = 0;
  for (let round = 0; killed < kills; round++) {
    const output = join(folder, `round-${round}`);
    const plan = await compile(output);
    let run = plate.execute(plan);
    let ended = false;
    const end = run.then(() => {
      ended = true;
    });
    while (!ended && killed < kills) {
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, random.whole(20, 600)))]);
      const pid = ended ? null : await livePid();
      if (pid === null) continue;
      process.kill(pid, "SIGKILL");
      killed++;
    }
    let result = await run;
    // Chance may have hit the same call of a well twice: such a well was set aside, and resuming does what is missing.
    for (const { error } of result.failures) expect(error?.code).toBe("WELL_SET_ASIDE");
    if (result.failures.length > 0) {
      run = run.resume();
      result = await run;
    }
    expect(result.state).toBe("completed");
    expect(resultHashes(output)).toEqual(expected);
  }
});
