import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { borderCode, closedBorderParameter } from "./border.ts";

const parameters = {
  size: { kind: "integer", min: 1, max: 2001, default: 3, unit: "px", doc: "Rows and columns of the window." },
  border: closedBorderParameter as typeof closedBorderParameter,
} as const;

/** The mean in a square window around each pixel. Planes (y, x) of any dtype become float32; an even window reaches further up and left. */
export const uniform: TiterFunction<typeof parameters> = planeFunction({
  name: "uniform",
  doc: "The mean in a square window around each pixel, as float32.",
  source: "scipy.ndimage.uniform_filter, in double precision.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "smoothing"],
  run: (plane, out, { size, border }, { kernels }) => {
    kernels.run("localStatistics", { inputs: [plane], outputs: [out], numbers: [borderCode(border), size, size, 0] });
  },
});
