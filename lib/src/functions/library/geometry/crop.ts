import { TiterError } from "../../../errors.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";

const parameters = {
  startX: { kind: "integer", min: 0, default: 0, unit: "px", doc: "First column." },
  startY: { kind: "integer", min: 0, default: 0, unit: "px", doc: "First row." },
  width: { kind: "integer", min: 1, default: 1, unit: "px", doc: "Columns of the rectangle." },
  height: { kind: "integer", min: 1, default: 1, unit: "px", doc: "Rows of the rectangle." },
} as const;

/**
 * Cuts a rectangle out of each plane; the dtype stays.
 *
 * @throws TiterError `BAD_SIZE` when it reaches beyond the plane.
 */
export const crop: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "crop",
    doc: "Cuts a rectangle out of each plane.",
    source: "OpenHCS 0.5.0, numpy_processor.crop.",
    parameters,
    tags: ["geometry"],
  }),
  contract: "PURE_2D",
  outputSize: ({ y, x, pixelSizeUm }, { startX, startY, width, height }) => {
    check(startY + height <= y && startX + width <= x, y, x);
    return { y: height, x: width, pixelSizeUm };
  },
  run: (stack, { startX, startY, width, height }, context) => ({
    stack: stack.map((plane) => {
      check(startY + height <= plane.height && startX + width <= plane.width, plane.height, plane.width);
      const out = context.acquire({ ...plane, height, width });
      for (let y = 0; y < height; y++) {
        const start = (startY + y) * plane.width + startX;
        out.data.set(plane.data.subarray(start, start + width), y * width);
      }
      return out;
    }),
  }),
});

function check(fits: boolean, height: number, width: number): void {
  if (fits) return;
  throw new TiterError("BAD_SIZE", {
    what: `the rectangle reaches beyond planes of ${height} x ${width} pixels`,
    todo: "Give a smaller rectangle, or an earlier start.",
    details: { height, width },
  });
}
