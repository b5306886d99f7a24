import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";
import type { ImageBackend } from "../plan.ts";
import type { Settings } from "../settings.ts";

/** Where a step reads and writes, and the wells whose planes it keeps. */
export interface StepMaterialization {
  readonly readBackend: ImageBackend;
  readonly writeBackend: ImageBackend;
  /** To the result; none for steps in the middle. */
  readonly result: readonly string[];
  /** To the step's checkpoint; none for steps without one. */
  readonly checkpoint: readonly string[];
}

/**
 * Phase 3: the first step reads the plate, steps in the middle keep their planes in memory (or where `intermediateBackend`
 * says), and in a store of their own when asked to; the last one writes the result. Each filter on the way counts; tables are
 * written for all wells.
 */
export function planMaterialization(
  flow: readonly StepFlow[],
  settings: Settings,
  problems: Problem[],
): StepMaterialization[] {
  const wells = settings.wells.map(({ well }) => well);
  const { plate, intermediate, materialization } = settings.backends;
  const behind = (step: StepFlow | undefined) => (step?.intermediate == null ? "memory" : intermediate);
  return flow.map(({ settings: step, last, outputs: { wellNumber } }, index) => {
    // work that spans wells may make planes of the first only
    const made = wells.filter((_, i) => wellNumber.length === 0 || wellNumber.includes(i + 1));
    const result = last ? made.filter((well) => step.keptWells.has(well)) : [];
    const checkpoint = made.filter((well) => step.checkpoint?.wells.has(well));
    if (last && result.length === 0)
      reportEmpty(step.step.name, "StepWellFilterConfig", "the last step", wells, problems);
    if (step.checkpoint && checkpoint.length === 0) {
      reportEmpty(step.step.name, "StepMaterializationConfig", "the step's checkpoint", wells, problems);
    }
    return {
      readBackend: index === 0 || step.reads === "plate" ? plate : behind(flow[index - 1]),
      writeBackend: last ? materialization : behind(flow[index]),
      result,
      checkpoint,
    };
  });
}

function reportEmpty(step: string, config: string, whose: string, wells: readonly string[], problems: Problem[]): void {
  if (wells.length === 0) return; // the pipeline's own filter was reported
  problems.push({
    code: "NO_WELLS",
    step,
    field: `${config}.wellFilter`,
    message: `the filters of the pipeline and of ${whose} have no well in common, so no image would be kept`,
    hint: `The pipeline runs on: ${wells.slice(0, 24).join(", ")}${wells.length > 24 ? ", ..." : ""}.`,
    allowed: wells,
  });
}
