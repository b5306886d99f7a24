import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Plan, rootOf } from "../compile/plan.ts";
import { TiterError } from "../errors.ts";
import { removeTemporaries, writeFileAtomic } from "../files/disk/atomic.ts";
import { fields, innerPath, list, oneOf, string } from "../protocol/guards.ts";
import { claimFile } from "./claim.ts";
import { writing } from "./outputError.ts";
import { storesOf } from "./planeStores.ts";
import { inputsOf, WellDigests, type WellMade } from "./wellMade.ts";

/** What `.titer/run.json` says: which plan the folder belongs to, and what Titer made beside `.titer`. */
interface OutputRecord {
  readonly kind: "titer-run";
  readonly digest: string;
  /** Digest of what all wells have in common, see `WellDigests`. */
  readonly shared: string;
  readonly made: readonly string[];
}

const outputRecord = fields({ kind: oneOf("titer-run"), digest: string, shared: string, made: list(innerPath) });

/** The names inside the `.titer` folder of an output. */
export const hidden = {
  run: (root: string): string => join(root, ".titer", "run.json"),
  plan: (root: string): string => join(root, ".titer", "plan.json"),
  events: (root: string): string => join(root, ".titer", "events.jsonl"),
  wells: (root: string): string => join(root, ".titer", "wells"),
  marker: (root: string, well: string): string => join(root, ".titer", "wells", `${well}.json`),
  /** Planes between the steps of a unit of work; without one, of all. */
  intermediate: (root: string, unit = ""): string => join(root, ".titer", "intermediate", unit),
} as const;

/**
 * Makes the output folders of a plan ready, or finds what an earlier run of the same plan left.
 *
 * @returns the wells that are done already.
 * @throws TiterError `OUTPUT_INSIDE_PLATE`, `OUTPUT_NOT_OURS` (there are files that Titer did not make), `OUTPUT_OTHER_PLAN`
 * (unless `overwrite`, which removes what the earlier run made, and only that, or `resume`, which keeps of it what the plan would make again), `DISK_FULL`,
 * `NOT_WRITABLE`, `WRITE_FAILED`.
 */
export function prepareOutput(
  plan: Plan,
  { overwrite, resume }: { readonly overwrite: boolean; readonly resume: boolean },
): ReadonlySet<string> {
  const { root } = plan.output;
  const roots = rootsOf(plan);
  for (const folder of roots) refuseInsidePlate(folder, plan.plate.path);
  return writing(root, () => {
    const found = roots.map((folder) => ({ folder, record: readRecord(folder) }));
    for (const { folder, record } of found) {
      if (record && record.digest !== plan.digest && !overwrite && !resume) throw otherPlan(folder, record);
    }
    const digests = new WellDigests(plan);
    // One that is missing, or whose wells would all come out otherwise, makes all of the run's folders begin anew.
    const fresh = overwrite || found.some(({ record }) => record?.shared !== digests.shared);
    if (fresh) for (const { folder, record } of found) if (record) clearOutput(folder, record);
    if (fresh)
      for (const folder of [...roots].reverse()) claimOutput(plan, folder, digests.shared); // the one with the markers last
    else for (const { folder, record } of found) if (record?.digest !== plan.digest) handOver(plan, folder, record!);
    rmSync(hidden.intermediate(root), { recursive: true, force: true });
    for (const folder of roots) removeTemporaries(folder);
    return doneWells(plan, digests);
  });
}

/** The folders that a plan's run writes to: that of its results, and those of checkpoints beside it. */
export function rootsOf({ output: { root, checkpointRoots } }: Plan): readonly string[] {
  return [root, ...checkpointRoots];
}

/** Says that a well is done; its results must be on disk. */
export function markDone(root: string, unit: string, made: WellMade): void {
  claimFile(hidden.marker(root, unit), marker(unit, made));
}

function marker(well: string, made: WellMade): string {
  return `${JSON.stringify({ well, ...made })}\n`;
}

function readRecord(root: string): OutputRecord | undefined {
  const path = hidden.run(root);
  if (!existsSync(path)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    outputRecord(value, "run.json");
    return value as OutputRecord; // by the line above
  } catch (cause) {
    throw new TiterError("OUTPUT_NOT_OURS", {
      what: "the record of the run that made this folder can't be read",
      where: { file: path },
      todo: "Choose another output folder, or remove this one by hand.",
      cause,
    });
  }
}

/** What a plan makes in one of its folders, beside `.titer`. */
function madeIn({ output }: Plan, root: string): string[] {
  const stores = storesOf(output).filter((store) => rootOf(output, store) === root);
  return [...stores.map(({ path }) => path), ...(root === output.root ? [output.results] : [])];
}

function claimOutput(plan: Plan, root: string, shared: string): void {
  const made = madeIn(plan, root);
  const strange = made.filter((name) => existsSync(join(root, name)));
  if (strange.length > 0) {
    throw new TiterError("OUTPUT_NOT_OURS", {
      what: `the output folder already holds ${strange.join(" and ")}, which no run of Titer made`,
      where: { file: root },
      todo: "Choose another output folder.",
      details: { found: strange },
    });
  }
  mkdirSync(hidden.wells(root), { recursive: true });
  writeRecord(plan, root, { kind: "titer-run", digest: plan.digest, shared, made });
}

/** Makes the folder of another plan, which would make the same of most wells, that of this one. */
function handOver(plan: Plan, root: string, record: OutputRecord): void {
  for (const store of storesOf(plan.output)) {
    const listed = join(root, store.path, "zarr.json"); // names the wells; it is written again with the store's other documents
    if (rootOf(plan.output, store) === root) rmSync(listed, { force: true });
  }
  const made = [...new Set([...record.made, ...madeIn(plan, root)])];
  writeRecord(plan, root, { ...record, digest: plan.digest, made });
}

function writeRecord(plan: Plan, root: string, record: OutputRecord): void {
  // The plan comes first: whoever finds run.json finds a plan as well.
  writeFileAtomic(hidden.plan(root), `${JSON.stringify(plan)}\n`);
  writeFileAtomic(hidden.run(root), `${JSON.stringify(record)}\n`);
}

function clearOutput(root: string, record: OutputRecord): void {
  for (const name of record.made) rmSync(join(root, name), { recursive: true, force: true });
  // Last, so that a clearing that is interrupted can be taken up again.
  rmSync(join(root, ".titer"), { recursive: true });
}

/**
 * Units whose marker says that they were made as this plan would make them, from the files that are there now. All other markers
 * are removed: of units that the plan does not have, of changed files, and torn ones (their writer was killed).
 */
function doneWells(plan: Plan, digests: WellDigests): ReadonlySet<string> {
  const { root } = plan.output;
  mkdirSync(hidden.wells(root), { recursive: true });
  const wells = new Map(plan.wells.map((well) => [well.unit, well]));
  const done = new Set<string>();
  for (const name of readdirSync(hidden.wells(root))) {
    const path = hidden.marker(root, name.slice(0, -5));
    const well = wells.get(name.slice(0, -5));
    const wanted = well && marker(well.unit, { digest: digests.of(well), inputs: inputsOf(plan.plate.path, well) });
    if (well && readFileSync(path, "utf8") === wanted) done.add(well.unit);
    else rmSync(path);
  }
  return done;
}

/** Refuses an output that lies in the plate. Throws `OUTPUT_INSIDE_PLATE`. */
export function refuseInsidePlate(root: string, plate: string): void {
  const path = relative(plate, root);
  if (path === ".." || path.startsWith(`..${sep}`) || path.startsWith(sep) || /^[A-Za-z]:/.test(path)) return;
  throw new TiterError("OUTPUT_INSIDE_PLATE", {
    what: "the output folder lies inside the plate, which is never written to",
    where: { plate, file: root },
    todo: "Choose an output folder outside of the plate.",
  });
}

function otherPlan(root: string, found: OutputRecord): TiterError {
  return new TiterError("OUTPUT_OTHER_PLAN", {
    what: "the output folder holds the results of another plan",
    where: { file: root },
    todo: "Choose another output folder, or allow overwriting (overwrite: true, --overwrite) to replace those results, or resuming (resume: true, --resume) to do again what the new plan changes.",
    details: { digest: found.digest },
  });
}
