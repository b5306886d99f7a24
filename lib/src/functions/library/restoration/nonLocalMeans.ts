import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";

const parameters = {
  patchRadius: {
    kind: "integer",
    min: 0,
    max: 20,
    default: 3,
    unit: "px",
    doc: "Radius of the square patches that are compared.",
  },
  searchRadius: {
    kind: "integer",
    min: 1,
    max: 50,
    default: 11,
    unit: "px",
    doc: "How far away patches are looked for.",
  },
  strength: {
    kind: "number",
    min: 1e-6,
    max: 1e6,
    default: 100,
    doc: "Differences between patches that still count, in units of the image.",
  },
  noise: {
    kind: "number",
    min: 0,
    max: 1e6,
    default: 0,
    doc: "Standard deviation of the noise, which is expected between equal patches.",
  },
} as const;

/** The mean of pixels whose surroundings look alike; outside is mirrored. Planes (y, x) of any dtype become float32. */
export const nonLocalMeans: TiterFunction<typeof parameters> = planeFunction({
  name: "nonLocalMeans",
  doc: "Removes noise and keeps texture: the mean of pixels whose surroundings look alike.",
  source: "skimage.restoration.denoise_nl_means(fast_mode=True); Buades et al., CVPR 2005; Darbon et al., ISBI 2008.",
  parameters,
  outputDtype: "float32",
  tags: ["denoise"],
  run: (plane, out, { patchRadius, searchRadius, strength, noise }, { kernels }) => {
    kernels.run("nonLocalMeans", {
      inputs: [plane],
      outputs: [out],
      numbers: [patchRadius, searchRadius, strength, noise],
    });
  },
});
