import type { Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { type Border, borderCode } from "./border.ts";

/** Weights of a line, an odd number; absent axes are left alone. */
export interface Lines {
  readonly z?: readonly number[];
  readonly y?: readonly number[];
  readonly x?: readonly number[];
}

const untouched: readonly number[] = [1];

/** Correlates planes (one in 2D, a volume in 3D) with one line of weights per axis; `outs` are float32. */
export function separable(
  { kernels }: CallContext,
  inputs: Stack,
  outputs: Stack,
  { z = untouched, y = untouched, x = untouched }: Lines,
  border: Border = "reflect",
): void {
  const lines = [z, y, x].flatMap((weights) => [weights.length, ...weights]);
  kernels.run("separable", { inputs, outputs, numbers: [borderCode(border), 0, ...lines] });
}
