import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { medianFilter, rankParameters } from "./rank.ts";

/** The median around each pixel; borders are reflected. Planes (y, x) of any dtype; the dtype stays. */
export const median: TiterFunction<typeof rankParameters> = planeFunction({
  name: "median",
  doc: "The median around each pixel, in a square or a disk.",
  source: "scipy.ndimage.median_filter.",
  parameters: rankParameters,
  tags: ["filter", "rank", "smoothing"],
  run: (plane, out, { shape, radius }, context) => medianFilter(context, plane, out, shape, radius),
});
