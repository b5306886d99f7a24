import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";

const parameters = {
  radius: { kind: "integer", min: 1, max: 50, default: 2, unit: "px", doc: "Radius of the round window." },
  sigmaValue: {
    kind: "number",
    min: 1e-6,
    max: 1e6,
    default: 500,
    doc: "Differences of value up to about this are smoothed, in units of the image.",
  },
  sigmaSpace: { kind: "number", min: 0.1, max: 100, default: 1, unit: "px", doc: "Standard deviation of distances." },
} as const;

/** Smoothing that keeps edges; borders are reflected. Planes (y, x) of any dtype become float32. */
export const bilateral: TiterFunction<typeof parameters> = planeFunction({
  name: "bilateral",
  doc: "Smooths and keeps edges: neighbours count less the further away and the more different they are.",
  source: "OpenCV bilateralFilter; Tomasi & Manduchi, ICCV 1998.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "denoise", "smoothing"],
  run: (plane, out, { radius, sigmaValue, sigmaSpace }, { kernels }) => {
    kernels.run("bilateral", { inputs: [plane], outputs: [out], numbers: [radius, sigmaValue, sigmaSpace] });
  },
});
