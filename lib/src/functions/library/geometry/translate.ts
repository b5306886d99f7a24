import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { warp, warpParameters } from "./warp.ts";

const own = {
  y: { kind: "number", min: -100000, max: 100000, default: 0, unit: "px", doc: "Rows downwards." },
  x: { kind: "number", min: -100000, max: 100000, default: 0, unit: "px", doc: "Columns to the right." },
} as const;
const parameters: typeof own & typeof warpParameters = { ...own, ...warpParameters };

/** Moves each plane, also by parts of a pixel; shape and dtype stay. */
export const translate: TiterFunction<typeof parameters> = planeFunction({
  name: "translate",
  doc: "Moves each plane, also by parts of a pixel.",
  source: "scipy.ndimage.shift.",
  parameters,
  tags: ["geometry"],
  run: (plane, out, { y, x, ...values }, context) =>
    warp(context, plane, out, { yy: 1, yx: 0, y0: -y, xy: 0, xx: 1, x0: -x }, values),
});
