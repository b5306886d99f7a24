import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { maskOf } from "./binaryFunction.ts";

const parameters = {
  maxIterations: { kind: "integer", min: 0, max: 100000, default: 0, doc: "Most rounds; 0 until nothing changes." },
} as const;

/** Thins the objects of a mask, by Guo and Hall, wholly or by some rounds. Any dtype (not 0 is inside) becomes uint8 of 0 and 1. */
export const thin: TiterFunction<typeof parameters> = planeFunction({
  name: "thin",
  doc: "Thins the objects of a mask, by Guo and Hall, wholly or by some rounds.",
  source:
    "Guo & Hall, Parallel thinning with two-subiteration algorithms, Communications of the ACM 32 (1989); skimage.morphology.thin.",
  parameters,
  outputDtype: "uint8",
  tags: ["morphology", "skeleton"],
  run: (plane, out, { maxIterations }, context) => {
    context.kernels.run("thinning", { inputs: [maskOf(context, plane)], outputs: [out], numbers: [1, maxIterations] });
  },
});
