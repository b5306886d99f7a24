import type { Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";

/** Watershed: floods values from markers (int32) within masks (uint8) into labels (int32). */
export function flood(
  { kernels }: CallContext,
  values: Stack,
  markers: Stack,
  masks: Stack,
  outputs: Stack,
  connectivity: number = 1,
  lines: boolean = false,
): void {
  kernels.run("watershed", {
    inputs: [...values, ...markers, ...masks],
    outputs,
    numbers: [connectivity, lines ? 1 : 0],
  });
}
