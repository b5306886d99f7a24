import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";

const parameters = {
  marginRatio: {
    kind: "number",
    min: 0,
    max: 0.5,
    default: 0.1,
    doc: "Width of the ramps as a part of rows and columns.",
  },
} as const;

/** Weights for blending, of each plane's shape: 1 in the middle, down to 0 along ramps at all edges. Any dtype becomes float32. */
export const createWeightMask: TiterFunction<typeof parameters> = planeFunction({
  name: "createWeightMask",
  doc: "Weights for blending, of each plane's shape: 1 in the middle, down to 0 along ramps at all edges.",
  source: "OpenHCS 0.5.0, numpy_processor.create_linear_weight_mask.",
  parameters,
  outputDtype: "float32",
  tags: ["stitching"],
  run: ({ height, width }, out, { marginRatio }) => {
    const [rows, columns] = [ramp(height, marginRatio), ramp(width, marginRatio)];
    for (let y = 0; y < height; y++)
      out.data.set(
        columns.map((weight) => weight * (rows[y] ?? 0)),
        y * width,
      );
  },
});

function ramp(size: number, ratio: number): number[] {
  const margin = Math.floor(size * ratio);
  return Array.from({ length: size }, (_, i) =>
    i >= size - margin ? (size - i) / margin : i < margin ? i / margin : 1,
  );
}
