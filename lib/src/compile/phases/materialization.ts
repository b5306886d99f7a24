import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";
import type { Settings } from "../settings.ts";

/** What a step reads and whether its images are written. */
export interface StepMaterialization {
  readonly reads: "plate" | "memory";
  /** Wells whose images are written to the store; empty for steps in the middle, which stay in memory. */
  readonly stores: ReadonlySet<string>;
}

/**
 * Phase 3: the first step reads the plate, steps in the middle keep their planes in memory, the last one writes the store,
 * for the wells that its filter keeps. Tables are written for all wells.
 */
export function planMaterialization(
  flow: readonly StepFlow[],
  settings: Settings,
  problems: Problem[],
): StepMaterialization[] {
  const wells = settings.wells.map(({ well }) => well);
  return flow.map(({ settings: step, last }, index) => {
    const stores = new Set(last ? wells.filter((well) => step.keptWells.has(well)) : []);
    if (last && stores.size === 0 && wells.length > 0) {
      problems.push({
        code: "NO_WELLS",
        step: step.step.name,
        field: "StepWellFilterConfig.wellFilter",
        message: "the filters of the pipeline and of its last step have no well in common, so no image would be kept",
        hint: `The pipeline runs on: ${wells.slice(0, 24).join(", ")}${wells.length > 24 ? ", ..." : ""}.`,
        allowed: wells,
      });
    }
    return { reads: index === 0 || step.reads === "plate" ? "plate" : "memory", stores };
  });
}
