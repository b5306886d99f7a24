import { defineFunction, type TiterFunction } from "../../define.ts";
import { normalizePercentiles, percentileParameters } from "./percentiles.ts";

/**
 * Stretches the intensities of each plane between two of its own percentiles.
 *
 * Each plane (y, x) of uint8, uint16 or float32 becomes a uint16 plane. Percentiles are linear between ranks; values outside
 * are clipped, results rounded down. To keep planes comparable use `stackPercentileNormalize`.
 */
export const percentileNormalize: TiterFunction<typeof percentileParameters> = defineFunction({
  id: "titer.percentileNormalize",
  version: 1,
  doc: "Stretches the intensities of each plane between two of its own percentiles.",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  outputDtype: "uint16",
  parameters: percentileParameters,
  tags: ["intensity", "normalisation"],
  run: (stack, values, context) => ({
    stack: stack.flatMap((plane) => normalizePercentiles([plane], values, context)),
  }),
});
