import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { scratch } from "../planeFunction.ts";

/** Labels connected values (uint8 or int32) in raster order; connectivity 1 is over faces, 2 over edges too, 3 over corners too. */
export function labelStack({ kernels }: CallContext, inputs: Stack, outputs: Stack, connectivity: number): number {
  return kernels.run("labelVolume", { inputs, outputs, numbers: [connectivity], answers: 1 }).numbers[0] ?? 0;
}

/** Pixels of each label from 0 on, counted over all planes. */
export function areasOf(labels: Stack, count: number): Float64Array {
  const areas = new Float64Array(count + 1);
  for (const { data } of labels) for (const label of data) areas[label] = (areas[label] ?? 0) + 1;
  return areas;
}

/** The highest label. */
export function highestLabel(labels: Stack): number {
  let highest = 0;
  for (const { data } of labels) for (const label of data) if (label > highest) highest = label;
  return highest;
}

/** Replaces each label by an entry of a table; the table has the dtype of the result. */
export function relabel(context: CallContext, labels: Plane, out: Plane, entries: ArrayLike<number>): void {
  const table = scratch(context, { dtype: out.dtype, height: 1, width: Math.max(1, entries.length) }, out.dtype);
  table.data.set(entries);
  context.kernels.run("relabel", { inputs: [labels, table], outputs: [out] });
  context.release(table);
}
