import { defineFunction, type TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { gaussianWeights } from "../filters/gaussianWeights.ts";
import { separable } from "../filters/separable.ts";
import { declared, scratch } from "../planeFunction.ts";
import { warp, warpParameters } from "./warp.ts";

const own = {
  height: {
    kind: "integer",
    min: 1,
    max: 100000,
    default: null,
    required: true,
    unit: "px",
    doc: "Rows of the result.",
  },
  width: {
    kind: "integer",
    min: 1,
    max: 100000,
    default: null,
    required: true,
    unit: "px",
    doc: "Columns of the result.",
  },
  antiAliasing: {
    kind: "boolean",
    default: false,
    doc: "Smooths before shrinking, so that fine texture does not turn into a coarse pattern.",
  },
} as const;
const parameters: typeof own & Pick<typeof warpParameters, "interpolation"> = {
  ...own,
  interpolation: warpParameters.interpolation,
};

/** Stretches or shrinks each plane to a size; borders are mirrored; the dtype stays. */
export const resize: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "resize",
    doc: "Stretches or shrinks each plane to a size.",
    source: "skimage.transform.resize: scipy.ndimage.zoom(grid_mode=True).",
    parameters,
    tags: ["geometry"],
  }),
  contract: "PURE_2D",
  outputSize: ({ y, pixelSizeUm }, { height, width }) => ({
    y: height,
    x: width,
    pixelSizeUm: pixelSizeUm === null ? null : (pixelSizeUm * y) / height,
  }),
  run: (stack, { height, width, interpolation, antiAliasing }, context) => ({
    stack: stack.map((plane) => {
      const out = context.acquire({ ...plane, height, width });
      const [yy, xx] = [plane.height / height, plane.width / width];
      let source = plane;
      if (antiAliasing && (yy > 1 || xx > 1)) {
        const [y, x] = [yy, xx].map((factor) => gaussianWeights(Math.max(0, (factor - 1) / 2)));
        const smooth = scratch(context, plane);
        separable(context, [plane], [smooth], { y: y ?? [1], x: x ?? [1] }, "mirror");
        source = scratch(context, plane, plane.dtype);
        transform(context, "linear", smooth, source, 1, 0);
      }
      const map = { yy, yx: 0, y0: yy / 2 - 0.5, xy: 0, xx, x0: xx / 2 - 0.5 };
      warp(context, source, out, map, { interpolation, border: "mirror" });
      return out;
    }),
  }),
});
