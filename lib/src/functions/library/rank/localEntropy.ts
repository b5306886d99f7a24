import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";

const parameters = {
  radius: { kind: "integer", min: 1, max: 100, default: 5, unit: "px", doc: "Radius of the footprint." },
  shape: { kind: "choice", choices: ["disk", "square"], default: "disk", doc: "Shape of the footprint." },
} as const;

/**
 * How mixed the values around each pixel are, in bits; pixels outside do not count. Planes (y, x) of uint8 or uint16 become float32.
 *
 * @throws TiterError `KERNEL_ARGUMENT` for other dtypes.
 */
export const localEntropy: TiterFunction<typeof parameters> = planeFunction({
  name: "localEntropy",
  doc: "How mixed the values around each pixel are (Shannon's entropy, in bits).",
  source: "skimage.filters.rank.entropy.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "rank", "texture"],
  run: (plane, out, { radius, shape }, { kernels }) => {
    kernels.run("localEntropy", { inputs: [plane], outputs: [out], numbers: [shape === "disk" ? 0 : 1, radius] });
  },
});
