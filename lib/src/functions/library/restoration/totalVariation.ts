import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";

const parameters = {
  weight: {
    kind: "number",
    min: 1e-6,
    max: 1e6,
    default: 100,
    doc: "The greater, the smoother; in units of the image.",
  },
  tolerance: {
    kind: "number",
    min: 0,
    max: 1,
    default: 0.0002,
    doc: "Relative change of the energy at which it stops.",
  },
  maxIterations: { kind: "integer", min: 1, max: 10000, default: 200, doc: "Most iterations." },
} as const;

/** Smooths into flat regions with sharp edges. Planes (y, x) of any dtype become float32. */
export const totalVariation: TiterFunction<typeof parameters> = planeFunction({
  name: "totalVariation",
  doc: "Removes noise into flat regions with sharp edges: least total variation.",
  source: "skimage.restoration.denoise_tv_chambolle; Chambolle, J. Math. Imaging and Vision 20 (2004).",
  parameters,
  outputDtype: "float32",
  tags: ["denoise"],
  run: (plane, out, { weight, tolerance, maxIterations }, { kernels }) => {
    kernels.run("totalVariation", { inputs: [plane], outputs: [out], numbers: [weight, tolerance, maxIterations] });
  },
});
