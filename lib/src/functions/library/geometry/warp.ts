import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { type BorderParameter, borderCode, borderParameter } from "../filters/border.ts";

/** The parameters of functions that read between pixels. */
export const warpParameters: {
  readonly interpolation: {
    readonly kind: "choice";
    readonly choices: readonly ["nearest", "linear"];
    readonly default: "linear";
    readonly doc: string;
  };
  readonly border: BorderParameter;
} = {
  interpolation: {
    kind: "choice",
    choices: ["nearest", "linear"],
    default: "linear",
    doc: "The nearest pixel (for labels and masks), or linear between four.",
  },
  border: { ...borderParameter, default: "constant" },
};

/** Where the result's pixel (y, x) is read: y = yy y + yx x + y0, x = xy y + xx x + x0. */
export interface AffineMap {
  readonly yy: number;
  readonly yx: number;
  readonly y0: number;
  readonly xy: number;
  readonly xx: number;
  readonly x0: number;
}

/** Reads a plane at the places of a map; `out` has any shape and the dtype of `plane`. */
export function warp(
  { kernels }: CallContext,
  plane: Plane,
  out: Plane,
  { yy, yx, y0, xy, xx, x0 }: AffineMap,
  { interpolation, border }: { interpolation: "nearest" | "linear"; border: BorderParameter["default"] },
): void {
  const numbers = [interpolation === "linear" ? 1 : 0, borderCode(border), 0, yy, yx, y0, xy, xx, x0];
  kernels.run("warp", { inputs: [plane], outputs: [out], numbers });
}
