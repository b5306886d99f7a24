import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { warp } from "./warp.ts";

const parameters = {
  axis: { kind: "choice", choices: ["y", "x"], default: "x", doc: "Upside down (y), or left to right (x)." },
} as const;

/** Mirrors each plane; the dtype stays. */
export const flip: TiterFunction<typeof parameters> = planeFunction({
  name: "flip",
  doc: "Mirrors each plane, upside down or left to right.",
  source: "numpy.flip.",
  parameters,
  tags: ["geometry"],
  run: (plane, out, { axis }, context) => {
    const map =
      axis === "y"
        ? { yy: -1, yx: 0, y0: plane.height - 1, xy: 0, xx: 1, x0: 0 }
        : { yy: 1, yx: 0, y0: 0, xy: 0, xx: -1, x0: plane.width - 1 };
    warp(context, plane, out, map, { interpolation: "nearest", border: "nearest" });
  },
});
