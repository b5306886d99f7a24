import { defineFunction, type TiterFunction } from "../../define.ts";
import { firstPlane } from "../stack.ts";
import { normalizePercentiles, percentileParameters } from "./percentiles.ts";

/**
 * Stretches the intensities of a whole stack between two of its percentiles, so that planes stay comparable.
 *
 * Stack of n planes (y, x) of uint8, uint16 or float32 in; n uint16 planes out. Percentiles are taken over all pixels of all
 * planes, linear between ranks; values outside are clipped, results rounded down.
 */
export const stackPercentileNormalize: TiterFunction<typeof percentileParameters> = defineFunction({
  id: "titer.stackPercentileNormalize",
  version: 1,
  doc: "Stretches the intensities of a whole stack between two percentiles of all its pixels.",
  contract: "PURE_3D",
  memory: { input: "cpu", output: "cpu" },
  outputDtype: "uint16",
  parameters: percentileParameters,
  tags: ["intensity", "normalisation"],
  run: (stack, values, context) => {
    firstPlane(stack);
    return { stack: normalizePercentiles(stack, values, context) };
  },
});
