import type { RunFacts } from "../protocol/panelEngine.ts";
import { enginePlaces } from "./home.ts";
import { RunRecords } from "./runRecords.ts";

/** The runs that engines have left records of, oldest first; no engine is asked or started. */
export function keptRuns(): RunFacts[] {
  return new RunRecords(enginePlaces().runs).read().map(({ runId, state, plate, output, priority, submitted }) => {
    return { runId, state, plate, output, priority, submitted, progress: null };
  });
}
