import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { warp, warpParameters } from "./warp.ts";

const sides = {
  top: { kind: "integer", min: 0, max: 100000, default: 0, unit: "px", doc: "Rows above." },
  bottom: { kind: "integer", min: 0, max: 100000, default: 0, unit: "px", doc: "Rows below." },
  left: { kind: "integer", min: 0, max: 100000, default: 0, unit: "px", doc: "Columns to the left." },
  right: { kind: "integer", min: 0, max: 100000, default: 0, unit: "px", doc: "Columns to the right." },
} as const;
const parameters: typeof sides & Pick<typeof warpParameters, "border"> = { ...sides, border: warpParameters.border };

/** Adds rows and columns around each plane; the dtype stays. */
export const pad: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "pad",
    doc: "Adds rows and columns around each plane.",
    source: "numpy.pad.",
    parameters,
    tags: ["geometry"],
  }),
  contract: "PURE_2D",
  outputSize: ({ y, x, pixelSizeUm }, { top, bottom, left, right }) => ({
    y: y + top + bottom,
    x: x + left + right,
    pixelSizeUm,
  }),
  run: (stack, { top, bottom, left, right, border }, context) => ({
    stack: stack.map((plane) => {
      const out = context.acquire({ ...plane, height: plane.height + top + bottom, width: plane.width + left + right });
      warp(
        context,
        plane,
        out,
        { yy: 1, yx: 0, y0: -top, xy: 0, xx: 1, x0: -left },
        { interpolation: "nearest", border },
      );
      return out;
    }),
  }),
});
