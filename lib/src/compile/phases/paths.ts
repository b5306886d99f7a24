import { isLabels } from "../../files/zarr/layout.ts";
import type { Column } from "../../functions/contract.ts";
import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import { isAbsolute, isInside, joinPath, nameOf, parentOf } from "../absolutePath.ts";
import { canonicalJson } from "../canonical.ts";
import type { StepFlow } from "../flow.ts";
import type { CompileOptions } from "../options.ts";
import type { PlannedStep } from "../plan.ts";
import type { Route } from "../routes.ts";
import type { Settings, StepSettings } from "../settings.ts";
import { outlinesName } from "../specialFile.ts";
import { type CheckpointPlace, planCheckpoints } from "./checkpoints.ts";
import { storeName } from "./store.ts";

/** Where everything goes. */
export interface PlannedPaths {
  readonly root: string;
  /** Folder of tables and of the store, relative to the root. */
  readonly results: string;
  readonly store: string;
  /** Where the checkpoint of each step lies; null for steps without one. */
  readonly checkpoints: readonly (CheckpointPlace | null)[];
  /** The tables of each step. */
  readonly tables: readonly PlannedStep["tables"][];
}

/**
 * Phase 1: the output folder, and the special outputs (tables) of each step.
 *
 * The output folder is (`globalOutputFolder`, the workspace or the plate's parent) / (name of the plate's folder + `outputDirSuffix`), or the one
 * in the options. It is never the plate or inside it.
 */
export function planPaths(
  settings: Settings,
  flow: readonly StepFlow[],
  plate: PlateIndex,
  options: CompileOptions,
  problems: Problem[],
): PlannedPaths {
  const root = outputRoot(settings, "PathPlanningConfig", plate, options, problems);
  if (root !== undefined && isInside(root, plate.path)) {
    problems.push({
      code: "OUTPUT_IN_PLATE",
      field: options.outputRoot === undefined ? "PathPlanningConfig.globalOutputFolder" : "outputRoot",
      message: `the output folder ${root} lies inside the plate`,
      hint: "Choose a folder outside the plate: plates are never written to.",
      value: root,
    });
  }
  if (!staysInside(settings.resultsPath)) {
    problems.push({
      code: "BAD_RESULTS_PATH",
      field: "GlobalPipelineConfig.materializationResultsPath",
      message: `the folder of tables "${settings.resultsPath}" is not a folder inside the output`,
      hint: 'Give a relative folder without "..", such as "results".',
      value: settings.resultsPath,
    });
  }
  const store = storeName(settings.subDir, settings.backends.materialization);
  const checkpointRoot = ({ checkpoint }: StepSettings) =>
    checkpoint ? outputRoot(checkpoint, "StepMaterializationConfig", plate, options, problems) : undefined;
  const checkpoints = planCheckpoints(settings, plate, root ?? "", checkpointRoot, problems);
  const inRoot = checkpoints.flatMap((place) => (place?.root === null ? [place.path] : []));
  for (const taken of [store, ...inRoot, ".titer"]) {
    if (!isInside(settings.resultsPath, taken)) continue;
    problems.push({
      code: "OUTPUT_CLASH",
      field: "GlobalPipelineConfig.materializationResultsPath",
      message: `the folder of tables "${settings.resultsPath}" lies in "${taken}", which holds something else`,
      hint: 'Give the tables a folder of their own, such as "results".',
      value: settings.resultsPath,
    });
  }
  return { root: root ?? "", results: settings.resultsPath, store, checkpoints, tables: stepTables(flow, problems) };
}

function outputRoot(
  settings: Pick<Settings, "globalOutputFolder" | "outputDirSuffix">,
  config: "PathPlanningConfig" | "StepMaterializationConfig",
  plate: PlateIndex,
  options: CompileOptions,
  problems: Problem[],
): string | undefined {
  const folder = settings.globalOutputFolder ?? options.workspacePath ?? parentOf(plate.path);
  const wanted = options.outputRoot ?? joinPath(folder, nameOf(plate.path) + settings.outputDirSuffix);
  if (isAbsolute(wanted)) return wanted;
  if (options.resolvePath) return options.resolvePath(wanted);
  problems.push({
    code: "RELATIVE_OUTPUT",
    field: options.outputRoot === undefined ? `${config}.globalOutputFolder` : "outputRoot",
    message: `the output folder ${wanted} is relative`,
    hint: "Give an absolute folder, or compile where relative folders have a meaning.",
    value: wanted,
  });
  return undefined;
}

function staysInside(path: string): boolean {
  return path !== "" && !isAbsolute(path) && !/^[A-Za-z]:/.test(path) && !path.split(/[/\\]/).includes("..");
}

/** The tables of each step: all routes fill the same files, different steps never; saved special values are files too. */
function stepTables(flow: readonly StepFlow[], problems: Problem[]): PlannedStep["tables"][] {
  const files = new Map<string, string>();
  return flow.map(({ settings: { step, checkpoint }, routes, saves, last, dtypes }) => {
    const tables = new Map<
      string,
      { readonly columns: readonly Column[]; readonly route: Route; readonly from: string }
    >();
    const saved = new Map<string, string>();
    if ((last || checkpoint) && [...dtypes].some(isLabels)) saved.set(outlinesName, "its label images");
    for (const route of routes) {
      for (const { declaration } of route.functions) {
        for (const [name, columns] of Object.entries(declaration.tables ?? {})) {
          const other = tables.get(name);
          const fits = !other || (other.route !== route && canonicalJson(other.columns) === canonicalJson(columns));
          if (!fits) problems.push(tableConflict(step.name, name, other.from, declaration.id));
          tables.set(name, other ?? { columns, route, from: declaration.id });
        }
        for (const [name, { save }] of Object.entries(declaration.specialOutputs ?? {}))
          if (save && saves) saved.set(name, declaration.id);
      }
    }
    for (const [name, from] of [...[...tables].map(([name, table]) => [name, table.from] as const), ...saved]) {
      const file = `${step.name}_${name}`.toLowerCase(); // some file systems do not tell case apart
      const other = files.get(file);
      if (other !== undefined) problems.push(tableConflict(step.name, name, `step "${other}"`, from));
      files.set(file, step.name);
    }
    return [...tables].map(([name, { columns }]) => ({ name, columns }));
  });
}

function tableConflict(step: string, table: string, first: string, second: string): Problem {
  return {
    code: "TABLE_CONFLICT",
    step,
    field: "func",
    message: `${first} and ${second} both fill the table "${table}"`,
    hint: "Put the two functions into steps of their own, with other names.",
    value: table,
  };
}
