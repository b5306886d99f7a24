import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { type Border, borderCode } from "./border.ts";

/** A kernel of weights, row by row; rows and columns are odd. */
export interface Weights {
  readonly rows: number;
  readonly columns: number;
  readonly weights: readonly number[];
}

/** Correlates a plane with a kernel into a float32 plane. */
export function correlate(
  { kernels }: CallContext,
  plane: Plane,
  out: Plane,
  { rows, columns, weights }: Weights,
  border: Border = "reflect",
): void {
  kernels.run("correlate", {
    inputs: [plane],
    outputs: [out],
    numbers: [borderCode(border), 0, rows, columns, ...weights],
  });
}
