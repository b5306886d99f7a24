import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { transform } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { reconstruct } from "./reconstruct.ts";

/**
 * Masks of what stands out of its surroundings by `h` or more: regional extremes of the reconstruction of the image shifted by h.
 *
 * @param outs - uint8, 0 and 1.
 */
export function hExtremes(
  kind: "maxima" | "minima",
  planes: Stack,
  outs: readonly Plane[],
  h: number,
  context: CallContext,
): void {
  const shifted = (by: number) =>
    planes.map((plane) => {
      const out = scratch(context, plane);
      transform(context, "linear", plane, out, 1, by);
      return out;
    });
  const filled = planes.map((plane) => scratch(context, plane));
  const [method, by, extreme] = kind === "maxima" ? (["dilation", -h, 0] as const) : (["erosion", h, 1] as const);
  reconstruct(context, method, shifted(by), shifted(0), filled);
  const connectivity = planes.length > 1 ? 3 : 2;
  context.kernels.run("localExtremes", { inputs: filled, outputs: outs, numbers: [extreme, connectivity, 1] });
}
