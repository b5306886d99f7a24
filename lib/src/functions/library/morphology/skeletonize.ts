import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { maskOf } from "./binaryFunction.ts";

/** Thins the objects of a mask to lines of one pixel, by Zhang and Suen. Any dtype (not 0 is inside) becomes uint8 of 0 and 1. */
export const skeletonize: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "skeletonize",
  doc: "Thins the objects of a mask to lines of one pixel, by Zhang and Suen.",
  source: "Zhang & Suen, A fast parallel algorithm for thinning digital patterns, Communications of the ACM 27 (1984).",
  parameters: {},
  outputDtype: "uint8",
  tags: ["morphology", "skeleton"],
  run: (plane, out, _values, context) => {
    context.kernels.run("thinning", { inputs: [maskOf(context, plane)], outputs: [out], numbers: [0, 0] });
  },
});
