import type { Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";

/** Grey-scale reconstruction of markers under (dilation) or above (erosion) masks of the same dtype, with all neighbours by default. */
export function reconstruct(
  { kernels }: CallContext,
  method: "dilation" | "erosion",
  markers: Stack,
  masks: Stack,
  outputs: Stack,
  connectivity: number = masks.length > 1 ? 3 : 2,
): void {
  kernels.run("reconstruct", {
    inputs: [...markers, ...masks],
    outputs,
    numbers: [method === "erosion" ? 1 : 0, connectivity],
  });
}
