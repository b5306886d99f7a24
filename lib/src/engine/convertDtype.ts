import type { Kernels } from "../functions/kernels.ts";
import type { Dtype } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";
import type { PlanePool } from "../image/pool.ts";

/** The largest value of the range that pixels are converted by; the smallest is 0. */
const most: Readonly<Partial<Record<Dtype, number>>> = { uint8: 255, uint16: 65535, float32: 1 };

/**
 * A plane in another pixel type, rescaled from range to range: the whole range of integers, 0 to 1 for float32 (what lies
 * outside is clipped). Integers are rounded down. The plane itself when it has the type already.
 */
export function convertDtype(plane: Plane, dtype: Dtype, kernels: Kernels, pool: PlanePool): Plane {
  if (plane.dtype === dtype) return plane;
  const { height, width, spacing } = plane;
  const out = pool.acquire({ dtype, height, width, ...(spacing === undefined ? {} : { spacing }) });
  kernels.rescale(plane, out, 0, most[plane.dtype]!, 0, most[dtype]!); // the compiler refuses types without a range
  return out;
}
