import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";

const parameters = {
  threshold: { kind: "number", default: 0, doc: "Pixels above this become 1, all others 0." },
} as const;

/** Masks (uint8) of the pixels above a value. Planes of uint8, uint16 or float32. */
export const threshold: TiterFunction<typeof parameters> = planeFunction({
  name: "threshold",
  doc: "Masks of the pixels above a given value.",
  parameters,
  outputDtype: "uint8",
  tags: ["threshold", "segmentation"],
  run: (plane, out, values, { kernels }) => kernels.threshold(plane, out, values.threshold),
});
