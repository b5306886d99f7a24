import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "../compile/canonical.ts";
import { withoutStreams } from "../compile/digest.ts";
import type { Plan, PlannedStore, PlannedWell } from "../compile/plan.ts";

/** What a well's results were made from: kept in its marker, so that a later run knows whether they still hold. */
export interface WellMade {
  /** Of the part of the plan that decides the well's results, see {@link WellDigests}. */
  readonly digest: string;
  /** Of the files it was made from, see {@link inputsOf}. */
  readonly inputs: string;
}

/** Digests of what decides the results of a plan's wells: two plans that agree in a well's digest make the same of it. */
export class WellDigests {
  /** Of what all wells have in common: functions, values, stores without their lists of wells, facts about the plate. */
  readonly shared: string;
  readonly #schedules: readonly string[];

  constructor(plan: Plan) {
    const { wells: _wells, schedules, missing: _missing, digest: _digest, numWorkers: _workers, ...frame } = plan;
    const { path: _plate, ...plate } = plan.plate;
    const { root: _root, checkpointRoots: _roots, summary: _summary, ...output } = plan.output;
    const stores = { store: anyWells(output.store), checkpoints: output.checkpoints.map(anyWells) };
    this.shared = sha256(
      canonicalJson({ ...frame, steps: withoutStreams(plan.steps), plate, output: { ...output, ...stores } }),
    );
    this.#schedules = schedules.map((schedule) => sha256(canonicalJson(schedule)));
  }

  of(well: PlannedWell): string {
    const schedule = this.#schedules[well.schedule]!; // the plan guard checked it
    const { devices: _devices, ...made } = well; // where it is computed does not change what comes out
    return sha256(canonicalJson({ ...made, schedule, shared: this.shared }));
  }
}

/** A digest of the names, sizes and times of change of a well's files. A file that is not there counts as such. */
export function inputsOf(plate: string, { files }: PlannedWell): string {
  const lines = [...new Set(files)].map((file) => {
    const stat = statSync(join(plate, file), { throwIfNoEntry: false });
    return stat ? `${file} ${stat.size} ${stat.mtimeMs}` : `${file} missing`;
  });
  return sha256(lines.join("\n"));
}

function anyWells({ wells: _wells, ...store }: PlannedStore): Omit<PlannedStore, "wells"> {
  return store;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
