import type { Plane, PlaneHeader } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import type { Regions } from "../../kernels.ts";

/** The connected objects of a plane above a threshold, and the threshold that was taken. */
export interface Segmentation {
  readonly threshold: number;
  readonly regions: Regions;
}

/**
 * Finds the 8-connected objects above a threshold.
 *
 * @param gaussianSigma - smoothing before the threshold, in pixels; 0 for none. Intensities are measured on `plane` itself.
 * @param fixed - the threshold; undefined for Otsu's, of the smoothed plane.
 */
export function segment(
  plane: Plane,
  gaussianSigma: number,
  fixed: number | undefined,
  context: CallContext,
): Segmentation {
  const { kernels } = context;
  const temporary: Plane[] = [];
  const acquire = (header: PlaneHeader) => {
    const acquired = context.acquire(header);
    temporary.push(acquired);
    return acquired;
  };
  try {
    const smooth = gaussianSigma > 0 ? acquire(plane) : plane;
    if (smooth !== plane) kernels.gaussian(plane, smooth, gaussianSigma);
    const threshold = fixed ?? kernels.otsu(smooth);
    const mask = acquire({ ...plane, dtype: "uint8" });
    kernels.threshold(smooth, mask, threshold);
    const labels = acquire({ ...plane, dtype: "int32" });
    return { threshold, regions: kernels.label(mask, labels, plane, 8) };
  } finally {
    for (const held of temporary) context.release(held);
  }
}
