import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { type AffineMap, warp } from "./warp.ts";

const parameters = {
  quarterTurns: { kind: "integer", min: -3, max: 3, default: 1, doc: "Counter-clockwise; negative for clockwise." },
} as const;

const odd = (turns: number) => turns % 2 !== 0;

/** Turns each plane by quarters: height and width change places; the dtype stays. */
export const rotate90: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "rotate90",
    doc: "Turns each plane by quarter turns.",
    source: "numpy.rot90.",
    parameters,
    tags: ["geometry"],
  }),
  contract: "PURE_2D",
  outputSize: ({ y, x, pixelSizeUm }, { quarterTurns }) => {
    const size = odd(quarterTurns) ? { y: x, x: y } : { y, x };
    return { ...size, pixelSizeUm };
  },
  run: (stack, { quarterTurns }, context) => ({
    stack: stack.map((plane) => {
      const { height, width } = plane;
      const out = context.acquire(odd(quarterTurns) ? { ...plane, height: width, width: height } : plane);
      const maps: readonly AffineMap[] = [
        { yy: 1, yx: 0, y0: 0, xy: 0, xx: 1, x0: 0 },
        { yy: 0, yx: 1, y0: 0, xy: -1, xx: 0, x0: width - 1 },
        { yy: -1, yx: 0, y0: height - 1, xy: 0, xx: -1, x0: width - 1 },
        { yy: 0, yx: -1, y0: height - 1, xy: 1, xx: 0, x0: 0 },
      ];
      const map = maps[(quarterTurns + 4) % 4] as AffineMap;
      warp(context, plane, out, map, { interpolation: "nearest", border: "nearest" });
      return out;
    }),
  }),
});
