import { TiterError } from "../../../errors.ts";
import type { TiterFunction } from "../../define.ts";
import { weightedSum } from "../arithmetic/kernels.ts";
import { reducingFunction } from "../stackFunction.ts";

const parameters = {
  weights: {
    kind: "text",
    default: "",
    doc: "One number per plane of the group, separated by commas, in the order of the stack; empty for equal weights.",
  },
} as const;

/**
 * One plane of all channels: their weighted mean. n planes (y, x) in, one of the same dtype out; integers are rounded to nearest.
 *
 * @throws TiterError `BAD_PARAMETER` when the weights are no numbers, not one per plane, or add up to 0.
 */
export const createComposite: TiterFunction<typeof parameters> = reducingFunction({
  name: "createComposite",
  doc: "One plane of all planes of a group: their weighted mean.",
  source: "OpenHCS 0.5.0, numpy_processor.create_composite.",
  parameters,
  tags: ["projection", "channels"],
  run: (planes, out, { weights }, context) => {
    const given = weights.trim() === "" ? planes.map(() => 1) : weights.split(",").map(Number);
    const total = given.reduce((sum, weight) => sum + weight, 0);
    if (given.length !== planes.length || !Number.isFinite(total) || total === 0) {
      throw new TiterError("BAD_PARAMETER", {
        what: `weights = "${weights}" does not weigh the ${planes.length} planes of the group`,
        where: { field: "weights" },
        todo: `Give ${planes.length} numbers, separated by commas, whose sum is not 0.`,
        details: { parameter: "weights", value: weights, planes: planes.length },
      });
    }
    weightedSum(
      context,
      planes,
      given.map((weight) => weight / total),
      out,
    );
  },
});
