import {
  type AllComponents,
  GroupBy,
  type MultiprocessingAxis,
  selectWells,
  type VariableComponents,
} from "../components/index.ts";
import {
  type Config,
  DtypeConfig,
  explain,
  PathPlanningConfig,
  PipelineConfig,
  ProcessingConfig,
  StepMaterializationConfig,
  StepWellFilterConfig,
  WellFilterConfig,
  type WellFilterFields,
} from "../config/index.ts";
import { isTiterError } from "../errors.ts";
import type { PlateIndex, WellIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { FunctionStep } from "../pipeline/step.ts";
import type { PlannedStream } from "../stream/layers.ts";
import { checkAxis, spansWells } from "./axis.ts";
import { type Backends, resolveBackends } from "./backends.ts";
import { sequentialComponents } from "./sequential.ts";
import { stepStreams } from "./streams.ts";
import { type ZarrSettings, zarrSettings } from "./zarrSettings.ts";

/** A step with its configuration resolved. */
export interface StepSettings {
  readonly step: FunctionStep;
  readonly variableComponents: readonly VariableComponents[];
  readonly groupBy: GroupBy;
  readonly reads: "plate" | "previous";
  readonly dtypeConversion: "native" | "preserve" | "uint8" | "uint16" | "float32";
  /** Wells whose images the step keeps, if it keeps any. */
  readonly keptWells: ReadonlySet<string>;
  /** Where the step's planes are kept as well, and for which wells. */
  readonly checkpoint: CheckpointSettings | null;
  /** How the stores of its images are written, and whether these get coarser levels. */
  readonly zarr: ZarrSettings;
  /** Viewers that get the step's planes as they are made. */
  readonly streams: readonly PlannedStream[];
}

export interface CheckpointSettings {
  readonly subDir: string;
  readonly outputDirSuffix: string;
  readonly globalOutputFolder: string | null;
  readonly wells: ReadonlySet<string>;
}

/** Everything that configuration decides, resolved once in the contexts around the compiler. */
export interface Settings {
  readonly numWorkers: number;
  readonly resultsPath: string;
  /** Whether special values that functions declare as files are written. */
  readonly savesSpecials: boolean;
  readonly outputDirSuffix: string;
  readonly globalOutputFolder: string | null;
  readonly subDir: string;
  /** What work is spread over. */
  readonly axis: MultiprocessingAxis;
  /** Components that are worked off one value after the other; those with one value are left out. */
  readonly sequential: readonly AllComponents[];
  /** Whether units of work have planes of all wells. */
  readonly spansWells: boolean;
  readonly wells: readonly WellIndex[];
  readonly backends: Backends;
  readonly steps: readonly StepSettings[];
}

/** Resolves the configuration of a pipeline on a plate. */
export function resolveSettings(steps: readonly FunctionStep[], plate: PlateIndex, problems: Problem[]): Settings {
  const {
    numWorkers,
    materializationResultsPath: resultsPath,
    materializeRuntimeArtifacts: savesSpecials,
    microscope,
    multiprocessingAxis: axis,
  } = new PipelineConfig();
  if (microscope !== "auto" && microscope !== plate.format) {
    problems.push({
      code: "OTHER_MICROSCOPE",
      field: "GlobalPipelineConfig.microscope",
      message: `microscope = "${microscope}" was set, and the plate is of the format "${plate.format}"`,
      hint: 'Leave it out or set "auto": the format is found by itself.',
      value: microscope,
      allowed: ["auto", plate.format],
    });
  }
  const { outputDirSuffix, globalOutputFolder, subDir } = new PathPlanningConfig.Lazy();
  const wells = filteredWells(new WellFilterConfig.Lazy(), null, plate, problems);
  const outputWells = filteredWells(new PathPlanningConfig.Lazy(), null, plate, problems);
  const resolved = steps.map((step) => step.within(() => stepSettings(step, plate, outputWells, problems)));
  const sequential = sequentialComponents(resolved, axis, plate, problems);
  checkAxis(axis, resolved, problems);
  return {
    numWorkers,
    resultsPath,
    savesSpecials,
    axis,
    sequential,
    spansWells: spansWells(axis, sequential, resolved),
    outputDirSuffix,
    globalOutputFolder,
    subDir,
    wells: plate.wells.filter(({ well }) => wells.has(well)),
    backends: resolveBackends(plate, problems),
    steps: resolved,
  };
}

function stepSettings(
  step: FunctionStep,
  plate: PlateIndex,
  outputWells: ReadonlySet<string>,
  problems: Problem[],
): StepSettings {
  const axis = new PipelineConfig().multiprocessingAxis;
  const processing = new ProcessingConfig.Lazy();
  const { variableComponents, groupBy, inputSource } = processing;
  const kept = filteredWells(new StepWellFilterConfig.Lazy(), step, plate, problems);
  const overlap = variableComponents.some((component) => component === groupBy);
  // the declared default gives way; one that somebody set, or that routes functions, does not
  const chosen = step.routes !== null || explain(processing, "groupBy").scope !== "default";
  if (overlap && chosen) {
    problems.push({
      code: "COMPONENT_OVERLAP",
      step: step.name,
      field: "groupBy",
      message: `groupBy = "${groupBy}" also varies inside a group`,
      hint: `Group by another component or "none", or take "${groupBy}" out of variableComponents.`,
      value: groupBy,
      allowed: Object.values(GroupBy).filter(
        (choice) => choice !== axis && !variableComponents.some((varied) => varied === choice),
      ),
    });
  }
  return {
    step,
    variableComponents: [...new Set(variableComponents)],
    groupBy: overlap && !chosen ? "none" : groupBy,
    reads: inputSource === "pipeline_start" ? "plate" : "previous",
    dtypeConversion: new DtypeConfig.Lazy().defaultDtypeConversion,
    keptWells: new Set([...kept].filter((well) => outputWells.has(well))),
    checkpoint: checkpointSettings(step, plate, problems),
    zarr: zarrSettings(),
    streams: stepStreams(step.name, (config) => filteredWells(config, step, plate, problems), problems),
  };
}

function checkpointSettings(step: FunctionStep, plate: PlateIndex, problems: Problem[]): CheckpointSettings | null {
  const config = new StepMaterializationConfig.Lazy();
  if (!config.enabled) return null;
  const { subDir, outputDirSuffix, globalOutputFolder } = config;
  return { subDir, outputDirSuffix, globalOutputFolder, wells: filteredWells(config, step, plate, problems) };
}

/** The wells that a filter leaves; a filter that is wrong is a problem, and leaves all so that the rest can be checked. */
function filteredWells(
  config: Config<WellFilterFields>,
  step: FunctionStep | null,
  plate: PlateIndex,
  problems: Problem[],
): ReadonlySet<string> {
  const wells = plate.wells.map(({ well }) => well);
  const { wellFilter, wellFilterMode } = config;
  if (wellFilter === null) return new Set(wells);
  try {
    return new Set(selectWells(wellFilter, wellFilterMode, wells));
  } catch (thrown) {
    if (!isTiterError(thrown)) throw thrown;
    // several configs inherit one filter: it is reported once, where it was set
    const { scope, configName } = explain(config, "wellFilter");
    const field = `${configName}.wellFilter`;
    const known = problems.some(
      (problem) => problem.field === field && (scope !== "step" || problem.step === step?.name),
    );
    const where = scope === "step" && step ? { step: step.name, field } : { field };
    const what = { message: thrown.what, hint: thrown.todo, value: wellFilter, allowed: wells };
    if (!known) problems.push({ code: thrown.code, ...where, ...what });
    return new Set(wells);
  }
}
