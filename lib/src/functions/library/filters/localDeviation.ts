import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { borderCode, closedBorderParameter } from "./border.ts";

const parameters = {
  size: { kind: "integer", min: 1, max: 2001, default: 15, unit: "px", doc: "Rows and columns of the window." },
  border: closedBorderParameter as typeof closedBorderParameter,
} as const;

/** The standard deviation (of the population) in a square window around each pixel. Any dtype becomes float32. */
export const localDeviation: TiterFunction<typeof parameters> = planeFunction({
  name: "localDeviation",
  doc: "The standard deviation in a square window around each pixel, as float32: high where there is texture.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "texture"],
  run: (plane, out, { size, border }, { kernels }) => {
    kernels.run("localStatistics", { inputs: [plane], outputs: [out], numbers: [borderCode(border), size, size, 1] });
  },
});
