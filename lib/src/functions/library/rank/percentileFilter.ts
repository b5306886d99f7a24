import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { pixelsOf, rankFilter } from "./rank.ts";

const parameters = {
  radius: { kind: "integer", min: 1, max: 100, default: 1, unit: "px", doc: "Radius of the footprint." },
  shape: { kind: "choice", choices: ["disk", "square"], default: "square", doc: "Shape of the footprint." },
  percentile: {
    kind: "number",
    min: 0,
    max: 100,
    default: 20,
    unit: "%",
    doc: "0 for the darkest, 100 for the brightest.",
  },
} as const;

/** A percentile of the values around each pixel; borders are reflected. Planes (y, x) of any dtype; the dtype stays. */
export const percentileFilter: TiterFunction<typeof parameters> = planeFunction({
  name: "percentileFilter",
  doc: "A percentile of the values around each pixel, in a square or a disk.",
  source: "scipy.ndimage.percentile_filter.",
  parameters,
  tags: ["filter", "rank"],
  run: (plane, out, { shape, radius, percentile }, context) => {
    const count = pixelsOf(shape, radius);
    rankFilter(context, plane, out, shape, radius, Math.min(count - 1, Math.floor((count * percentile) / 100)));
  },
});
