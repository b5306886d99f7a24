import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { warp, warpParameters } from "./warp.ts";

const matrix = {
  yy: { kind: "number", min: -1000, max: 1000, default: 1, doc: "Rows read per row of the result." },
  yx: { kind: "number", min: -1000, max: 1000, default: 0, doc: "Rows read per column of the result." },
  xy: { kind: "number", min: -1000, max: 1000, default: 0, doc: "Columns read per row of the result." },
  xx: { kind: "number", min: -1000, max: 1000, default: 1, doc: "Columns read per column of the result." },
  y0: { kind: "number", min: -1e6, max: 1e6, default: 0, unit: "px", doc: "Row read for the result's first pixel." },
  x0: { kind: "number", min: -1e6, max: 1e6, default: 0, unit: "px", doc: "Column read for the result's first pixel." },
} as const;
const parameters: typeof matrix & typeof warpParameters = { ...matrix, ...warpParameters };

/** Any affine map: the result's pixel (y, x) is read at (yy y + yx x + y0, xy y + xx x + x0). Shape and dtype stay. */
export const affine: TiterFunction<typeof parameters> = planeFunction({
  name: "affine",
  doc: "Stretches, turns, shears and moves each plane by a matrix from result to source.",
  source: "scipy.ndimage.affine_transform.",
  parameters,
  tags: ["geometry"],
  run: (plane, out, values, context) => warp(context, plane, out, values, values),
});
