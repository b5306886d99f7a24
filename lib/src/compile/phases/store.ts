import { levelCount } from "../../files/zarr/layout.ts";
import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";
import type { PlannedStore } from "../plan.ts";
import type { PlannedPaths } from "./paths.ts";

const innerChunk = 256;

/** The stores of a step: where they lie and how they are laid out; which wells they keep is decided in phase 3. */
export interface StepStores {
  readonly result: Omit<PlannedStore, "wells"> | null;
  readonly checkpoint: Omit<PlannedStore, "wells"> | null;
}

/** Phase 2: the layout of each OME-Zarr store, of the result and of checkpoints. */
export function planStores(
  paths: PlannedPaths,
  flow: readonly StepFlow[],
  plate: PlateIndex,
  problems: Problem[],
): StepStores[] {
  return flow.map((step, index) => {
    const checkpoint = paths.checkpoints[index] ?? null;
    if (!step.last && checkpoint === null) return { result: null, checkpoint: null };
    const layout = storeLayout(step, plate, problems);
    return {
      result: step.last ? { path: paths.store, ...layout } : null,
      checkpoint: checkpoint === null ? null : { path: checkpoint, ...layout, levels: 1 },
    };
  });
}

/** One image per well and site with all planes that a step makes. Planes keep the plate's size. */
function storeLayout(
  { outputs, dtypes, settings }: StepFlow,
  plate: PlateIndex,
  problems: Problem[],
): Omit<PlannedStore, "path" | "wells"> {
  const { y, x } = plate.shape;
  const [dtype = plate.dtype, ...others] = dtypes;
  if (others.length > 0) {
    problems.push({
      code: "MIXED_DTYPES",
      step: settings.step.name,
      field: "func",
      message: `the images of one store would have several pixel types: ${[...dtypes].join(", ")}`,
      hint: "Let every route end with one pixel type.",
      value: [...dtypes],
    });
  }
  return {
    dtype,
    shape: { t: outputs.timepoint.length, c: outputs.channel.length, z: outputs.z.length, y, x },
    levels: settings.pyramid ? levelCount({ y, x }, innerChunk) : 1,
    innerChunk: { y: Math.min(innerChunk, y), x: Math.min(innerChunk, x) },
    sites: outputs.site,
    channels: plate.channels.filter((channel) => outputs.channel.includes(channel.id)),
    pixelSizeUm: plate.pixelSizeUm,
    positions: plate.positions.filter((position) => outputs.site.includes(position.site)),
  };
}
