import type { Dtype } from "../../../image/dtype.ts";

/** The highest value of the range of intensities of a dtype: 1 for float32. */
export function topOf(dtype: Dtype): number {
  return { uint8: 255, uint16: 65535, int32: 2 ** 31 - 1, uint32: 2 ** 32 - 1, float32: 1 }[dtype];
}
