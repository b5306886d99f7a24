import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { highestLabel, relabel } from "./labelling.ts";

const parameters = {
  bufferSize: {
    kind: "integer",
    min: 0,
    max: 10000,
    default: 0,
    unit: "px",
    doc: "Width of the border besides its outermost pixel.",
  },
} as const;

/** Removes labels that touch the border. int32 in and out. */
export const clearBorder: TiterFunction<typeof parameters> = planeFunction({
  name: "clearBorder",
  doc: "Removes labelled objects that touch the border of the image.",
  source: "skimage.segmentation.clear_border.",
  parameters,
  outputDtype: "int32",
  tags: ["segmentation", "labels"],
  run: (plane, out, { bufferSize }, context) => {
    const { data, height, width } = plane;
    const kept = Array.from({ length: highestLabel([plane]) + 1 }, (_, label) => label);
    for (let y = 0; y < height; y++) {
      const whole = y <= bufferSize || y >= height - 1 - bufferSize;
      for (let x = 0; x < width; x++) {
        if (whole || x <= bufferSize || x >= width - 1 - bufferSize) kept[data[y * width + x] ?? 0] = 0;
      }
    }
    relabel(context, plane, out, kept);
  },
});
