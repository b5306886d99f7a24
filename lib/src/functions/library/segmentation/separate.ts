import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { transform } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { flood } from "./flood.ts";
import { labelStack } from "./labelling.ts";
import { type PeakOptions, peaks } from "./peaks.ts";

/** Labels (int32) of a mask (uint8), flooded from the peaks of a height (float32). */
export function separate(context: CallContext, mask: Plane, height: Plane, out: Plane, options: PeakOptions): void {
  const found = scratch(context, mask, "uint8");
  found.data.fill(0);
  for (const { at } of peaks(context, height, { ...options, within: mask })) found.data[at] = 1;
  const [markers, depth] = [scratch(context, mask, "int32"), scratch(context, mask)];
  labelStack(context, [found], [markers], 2);
  transform(context, "linear", height, depth, -1);
  flood(context, [depth], [markers], [mask], [out]);
  for (const plane of [found, markers, depth]) context.release(plane);
}
