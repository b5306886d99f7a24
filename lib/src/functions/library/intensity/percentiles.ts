import { TiterError } from "../../../errors.ts";
import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import type { Values } from "../../parameters.ts";

/** The parameters of both percentile normalisations. */
export const percentileParameters = {
  lowPercentile: { kind: "number", min: 0, max: 100, default: 1, unit: "%", doc: "Percentile that becomes targetMin." },
  highPercentile: {
    kind: "number",
    min: 0,
    max: 100,
    default: 99,
    unit: "%",
    doc: "Percentile that becomes targetMax.",
  },
  targetMin: { kind: "number", min: 0, max: 65535, default: 0, doc: "Lowest value of the result." },
  targetMax: { kind: "number", min: 0, max: 65535, default: 65535, doc: "Highest value of the result." },
} as const;

/**
 * New uint16 planes where the percentiles over all given pixels have become the target range.
 * Where both percentiles are one value (an even image), every pixel becomes `targetMin`.
 *
 * @throws TiterError `BAD_PARAMETER` when the percentiles or the targets are not in ascending order.
 */
export function normalizePercentiles(
  stack: Stack,
  values: Values<typeof percentileParameters>,
  context: CallContext,
): Plane[] {
  const { lowPercentile, highPercentile, targetMin, targetMax } = values;
  if (lowPercentile >= highPercentile)
    throw notAscending("lowPercentile", lowPercentile, "highPercentile", highPercentile);
  if (targetMin >= targetMax) throw notAscending("targetMin", targetMin, "targetMax", targetMax);
  const [low = 0, high = 0] = context.kernels.percentiles(stack, [lowPercentile, highPercentile]);
  return stack.map((plane) => {
    const out = context.acquire({ ...plane, dtype: "uint16" });
    context.kernels.rescale(plane, out, low, high, targetMin, targetMax);
    return out;
  });
}

function notAscending(low: string, lowValue: number, high: string, highValue: number): TiterError {
  return new TiterError("BAD_PARAMETER", {
    what: `${low} = ${lowValue} is not below ${high} = ${highValue}`,
    where: { field: low },
    todo: `Give a ${low} below ${high}.`,
    details: { parameter: low, value: lowValue },
  });
}
