import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import { isInside } from "../absolutePath.ts";
import type { Settings, StepSettings } from "../settings.ts";
import { storeName } from "./store.ts";

/** Where a step keeps its planes on the way. */
export interface CheckpointPlace {
  /** Absolute folder of its own; null in the output folder. */
  readonly root: string | null;
  /** Relative to that folder. */
  readonly path: string;
}

/**
 * Phase 1, checkpoints: the store of each step that keeps its planes on the way, in the output folder or, with a suffix or folder
 * of its own, beside it, under the step's `subDir`. Where several would share a place, each gets `_step<i>` behind its name, as
 * does one in the result's place.
 *
 * @param root - the output folder.
 * @param rootOf - the folder of a suffix and a global folder; undefined when it can't be one, which is reported.
 */
export function planCheckpoints(
  settings: Settings,
  plate: PlateIndex,
  root: string,
  rootOf: (step: StepSettings) => string | undefined,
  problems: Problem[],
): (CheckpointPlace | null)[] {
  const { materialization } = settings.backends;
  const named = settings.steps.map((step) => {
    const { checkpoint } = step;
    const own = checkpoint ? rootOf(step) : undefined;
    return checkpoint && own !== undefined ? { step, root: own, subDir: checkpoint.subDir } : null;
  });
  const placed = named.map((one) => one && placeOf(one.root, one.subDir));
  const result = { root, path: storeName(settings.subDir, materialization), owner: "the result" };
  const taken = [result];
  return named.map((one, index) => {
    if (one === null) return null;
    const { step, subDir } = one;
    const inResult = placed[index] === placeOf(root, settings.subDir);
    const shared = inResult || placed.filter((other) => other === placed[index]).length > 1;
    const path = storeName(`${subDir}${shared ? `_step${index}` : ""}`, materialization);
    const clash = taken.find((other) => nested(placeOf(one.root, path), placeOf(other.root, other.path)));
    if (clash) problems.push(clashing(step, path, clash.owner));
    taken.push({ root: one.root, path, owner: `step "${step.step.name}"` });
    if (one.root === root) return { root: null, path };
    checkRoot(step, one.root, root, plate, problems);
    return { root: one.root, path };
  });
}

/** Some file systems do not tell case apart, and \ separates folders on some. */
function placeOf(root: string, path: string): string {
  return `${root}/${path}`.toLowerCase().replaceAll("\\", "/");
}

function nested(one: string, other: string): boolean {
  return isInside(one, other) || isInside(other, one);
}

/** A folder of its own lies beside the output folder and the plate, never in them. */
function checkRoot({ step }: StepSettings, own: string, root: string, plate: PlateIndex, problems: Problem[]): void {
  const inside = isInside(own, plate.path) ? "the plate" : nested(own, root) ? "the output folder" : undefined;
  if (inside === undefined) return;
  problems.push({
    code: inside === "the plate" ? "OUTPUT_IN_PLATE" : "OUTPUT_CLASH",
    step: step.name,
    field: "StepMaterializationConfig.globalOutputFolder",
    message: `the folder of the step's images ${own} lies in ${inside} or around it`,
    hint: "Leave outputDirSuffix and globalOutputFolder out here, or choose a folder beside the plate and the output.",
    value: own,
  });
}

function clashing({ step }: StepSettings, path: string, owner: string): Problem {
  return {
    code: "OUTPUT_CLASH",
    step: step.name,
    field: "StepMaterializationConfig.subDir",
    message: `the step's images would be written to "${path}", where ${owner} writes`,
    hint: "Give each step that keeps its images a folder of its own.",
    value: path,
  };
}
