import { rmSync } from "node:fs";
import { join } from "node:path";
import { TiterError } from "../errors.ts";
import { executeWell, type WellFiles, type WellTools } from "./executeWell.ts";
import type { WellOutcome, WellProgress, WellTask } from "./executor.ts";
import { isOutOfMemory } from "./memory.ts";
import { hidden, markDone } from "./output.ts";
import { isOutputError, writing } from "./outputError.ts";
import { outputFiles, tablesFolder } from "./outputFiles.ts";
import { Position } from "./runRecords.ts";
import { inputsOf, type WellMade } from "./wellMade.ts";

/** Works on one well from its first plane to its marker, the same way in every executor. Never rejects. */
export async function workWell(
  task: WellTask,
  tools: WellTools,
  report: (progress: WellProgress) => void | Promise<void>,
): Promise<WellOutcome> {
  const started = performance.now();
  const { frame, well, digest } = task;
  try {
    const inputs = inputsOf(frame.plate.path, well); // before they are read: a change on the way is noticed by the next run
    const made = await results(task, tools, report);
    if (made === undefined) return { kind: "cancelled" };
    await commit(task, made, { digest, inputs });
    return { kind: "done", seconds: (performance.now() - started) / 1000 };
  } catch (thrown) {
    const where = { plate: frame.plate.name, well: well.well };
    const error = TiterError.from(thrown, "WELL_FAILED", where, "Run again: finished wells are kept.");
    if (isOutOfMemory(thrown)) {
      tools.clear();
      return { kind: "out of memory", error: error.toData() };
    }
    return { kind: "failed", error: error.toData(), fatal: isOutputError(error) };
  }
}

async function results(
  task: WellTask,
  tools: WellTools,
  report: (progress: WellProgress) => void | Promise<void>,
): Promise<WellFiles | undefined> {
  const stores = await tools.stores(task);
  using position = task.position === null ? undefined : new Position(task.position.path, task.position.place);
  try {
    const made = await executeWell(task, tools, stores, (progress) => {
      position?.at(progress.done);
      return report(progress);
    });
    if (made) await stores.sync();
    return made;
  } finally {
    stores.discard(); // of a failed well: its files are still open
    rmSync(hidden.intermediate(task.frame.output.root, task.well.unit), { recursive: true, force: true });
  }
}

/** Tables and other files first, then the marker, after which the well counts. */
async function commit(task: WellTask, { tables: { tables }, specials }: WellFiles, made: WellMade): Promise<void> {
  const { unit } = task.well;
  const { root, results } = task.frame.output;
  const files = outputFiles(root);
  files.delete(tablesFolder(unit)); // of an earlier run that was killed
  await files.saveBatch([...tables].map(([name, rows]) => [`${tablesFolder(unit)}/${name}.json`, rows]));
  writing(root, () => {
    specials.write(join(root, results));
    markDone(root, unit, made);
  });
}
