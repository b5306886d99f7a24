import type { ErrorData } from "../../errors.ts";
import type { Rows } from "../../functions/contract.ts";
import type { FunctionSource } from "../../functions/source.ts";
import type { PlaneHeader } from "../../image/plane.ts";

/** A function to be called once, on planes that lie as raw little-endian pixels in files `in-0`, `in-1`, ... of a folder. */
export interface CallTask {
  /** The folder's name inside the engine's own; results are written there as `out-0`, `out-1`, ... */
  readonly folder: string;
  readonly id: string;
  readonly version: number;
  /** Complete and checked. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The function's code, when it is not of the library. */
  readonly source?: FunctionSource;
  readonly planes: readonly PlaneHeader[];
  readonly kernels: string;
}

/** What a call gave: the planes of the files, and the rows of the function's tables. */
export interface CallAnswer {
  readonly planes: readonly PlaneHeader[];
  readonly tables: Readonly<Record<string, Rows>>;
}

/** How a call ended, as it crosses threads. */
export type CallOutcome =
  | ({ readonly kind: "done" } & CallAnswer)
  | { readonly kind: "failed"; readonly error: ErrorData };

/** The file of the n-th plane given to a call, or given back by it. */
export const callFile = {
  given: (index: number): string => `in-${index}`,
  result: (index: number): string => `out-${index}`,
};
