import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Plan } from "../compile/plan.ts";
import { type ErrorData, TiterError } from "../errors.ts";
import { hidden } from "./output.ts";
import { assertPlan } from "./planGuard.ts";
import type { TakenUp } from "./planRun.ts";
import { type Death, type RunRecord, type RunRecords, readPositions } from "./runRecords.ts";

/** So many deaths without a well finished in between end a run, whatever they are due to. */
const mostDeaths = 20;

/** The plan in an output folder. Throws when it can't be read or is none. */
export function readPlan(output: string): Plan {
  const plan: unknown = JSON.parse(readFileSync(hidden.plan(output), "utf8"));
  assertPlan(plan);
  return plan;
}

/**
 * What happens to the wells of a run whose engine died: those that were in work are suspects; one that was at the same call when
 * an earlier engine died is set aside.
 *
 * @param done - units with a marker.
 * @throws TiterError `RUN_KEEPS_DYING`.
 */
export function takeUp(
  record: RunRecord,
  plan: Plan,
  done: ReadonlySet<string>,
  records: RunRecords,
): { readonly takenUp: Omit<TakenUp, "eventsFrom">; readonly deaths: readonly Death[] } {
  const suspects = new Set<string>();
  const deaths = record.deaths.filter(({ well }) => !done.has(well));
  const before = [...deaths];
  for (const [place, call] of readPositions(records.positions(record.runId))) {
    const well = plan.wells[place]?.unit;
    if (well === undefined || done.has(well)) continue;
    suspects.add(well);
    deaths.push({ well, call });
  }
  if (deaths.length >= mostDeaths) throw keepsDying(record);
  const twice = deaths.filter((death, i) => deaths.slice(0, i).some((earlier) => isDeepStrictEqual(earlier, death)));
  const setAside = new Map(twice.map((death) => [death.well, setAsideError(plan, death)]));
  for (const { well } of before) suspects.add(well);
  for (const well of setAside.keys()) suspects.delete(well);
  return { takenUp: { suspects, setAside }, deaths };
}

function setAsideError(plan: Plan, { well: unit, call }: Death): ErrorData {
  const well = plan.wells.find((candidate) => candidate.unit === unit)!; // takeUp looked it up
  const planned = plan.schedules[well.schedule]!.calls[call];
  const step = planned ? plan.steps[planned.step]?.name : undefined;
  return new TiterError("WELL_SET_ASIDE", {
    what: "the well has brought the engine down twice and was set aside",
    where: { plate: plan.plate.name, well: well.well, ...(step === undefined ? {} : { step }) },
    todo: "Check the step's function with this well (a crash of native code, or more memory than there is), then resume the run.",
    details: { call },
  }).toData();
}

function keepsDying({ runId, output }: RunRecord): TiterError {
  return new TiterError("RUN_KEEPS_DYING", {
    what: `the engine ended ${mostDeaths} times in ${runId} without finishing a well`,
    where: { file: output },
    todo: "See `titer engine logs`; then resume the run.",
  });
}
