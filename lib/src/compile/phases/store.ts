import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";
import type { PlannedStore } from "../plan.ts";

const innerChunk = 256;

/**
 * Phase 2: the layout of the OME-Zarr store: one image per well and site with all planes of the result.
 * Planes keep the plate's size.
 */
export function planStore(
  path: string,
  { outputs: result, dtypes, settings }: StepFlow,
  plate: PlateIndex,
  problems: Problem[],
): Omit<PlannedStore, "wells"> {
  const { y, x } = plate.shape;
  const [dtype = plate.dtype, ...others] = dtypes;
  if (others.length > 0) {
    problems.push({
      code: "MIXED_DTYPES",
      step: settings.step.name,
      field: "func",
      message: `the images of the result would have several pixel types: ${[...dtypes].join(", ")}`,
      hint: "Let every route end with one pixel type.",
      value: [...dtypes],
    });
  }
  return {
    path,
    dtype,
    shape: { t: result.timepoint.length, c: result.channel.length, z: result.z.length, y, x },
    innerChunk: { y: Math.min(innerChunk, y), x: Math.min(innerChunk, x) },
    sites: result.site,
    channels: plate.channels.filter((channel) => result.channel.includes(channel.id)),
    pixelSizeUm: plate.pixelSizeUm,
    positions: plate.positions.filter((position) => result.site.includes(position.site)),
  };
}
