import { TiterError } from "../../errors.ts";
import type { Pixels } from "../../image/dtype.ts";

/** The operations of the C++ side; the numbers are its order in `entry.cpp`. */
export const operations = {
  project: 0,
  orderStatistics: 1,
  rescale: 2,
  gaussian: 3,
  topHatSquare: 4,
  topHatDisk: 5,
  otsu: 6,
  threshold: 7,
  label: 8,
  unpackLzw: 9,
  turnPixels: 10,
  unpackBits: 11,
  gatherFloats: 12,
  joinTiles: 13,
} as const;

/** The name of an operation. */
export type Operation = keyof typeof operations;

/** Pixels of a call: read (`in`) or written whole (`out`). */
export interface Access {
  readonly data: Pixels;
  readonly access: "in" | "out";
}

/** One build of the C++ kernels, open: natively through koffi, or a wasm instance. Belongs to the thread that opened it. */
export interface Machine {
  readonly build: string;
  readonly threads: number;
  /**
   * Runs one operation. Arguments were checked before.
   *
   * @returns the numbers that the operation answers, `answers` of them.
   * @throws TiterError `OUT_OF_MEMORY`, or `KERNEL_ARGUMENT` where a float plane holds NaN that has no place in an order.
   */
  run(operation: Operation, numbers: readonly number[], planes: readonly Access[], answers: number): readonly number[];
  /** A copy of the table that the last operation left, `length` numbers. */
  table(length: number): Float64Array;
  close(): void;
}

/** Turns what `titerRun` answers into an error, or nothing. */
export function checkStatus(status: number, operation: Operation): void {
  switch (status) {
    case 0:
      return;
    case 1:
      throw new TiterError("OUT_OF_MEMORY", {
        what: `there is no memory for the scratch data of ${operation}`,
        todo: "Use fewer workers, smaller images or a smaller radius.",
        details: { operation },
      });
    case 3:
      throw new TiterError("KERNEL_ARGUMENT", {
        what: `${operation} was given pixels that are no numbers (NaN)`,
        todo: "Replace NaN pixels before ordering them.",
        details: { operation },
      });
    default:
      throw new TiterError("KERNEL_MISMATCH", {
        what: `the kernels do not know the operation ${operation} with these dtypes (status ${status})`,
        todo: "Build the kernels again: node setup/native.js",
        details: { operation, status },
      });
  }
}
