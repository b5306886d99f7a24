import { TiterError } from "../../errors.ts";
import type { Pixels } from "../../image/dtype.ts";

/** The name of a kernel: that of its C++ function, listed in `cpp/operations.def`. */
export type Operation = string;

/** The numbers of the kernels of a build, from the list of names that it gives. */
export function operationsOf(names: string): ReadonlyMap<Operation, number> {
  return new Map(
    names
      .trim()
      .split(" ")
      .map((name, index) => [name, index]),
  );
}

/** The number of a kernel. @throws TiterError `KERNEL_MISMATCH` when the build lacks it. */
export function operationNumber(operations: ReadonlyMap<Operation, number>, operation: Operation): number {
  const number = operations.get(operation);
  if (number === undefined) throw mismatch(operation, "it is not in this build");
  return number;
}

/** Pixels of a call: read (`in`), written whole (`out`), or written in part (`both`). */
export interface Access {
  readonly data: Pixels;
  readonly access: "in" | "out" | "both";
}

/** One build of the C++ kernels, open: natively through koffi, or a wasm instance. Belongs to the thread that opened it. */
export interface Machine {
  readonly build: string;
  readonly threads: number;
  /**
   * Runs one operation. Arguments were checked before.
   *
   * @returns the numbers that the operation answers, `answers` of them.
   * @throws TiterError `OUT_OF_MEMORY`, or `KERNEL_ARGUMENT` where a float plane holds NaN that has no place in an order,
   * `KERNEL_STOPPED`.
   */
  run(operation: Operation, numbers: readonly number[], planes: readonly Access[], answers: number): readonly number[];
  /** A copy of the table that the last operation left, `length` numbers. */
  table(length: number): Float64Array;
  /** Natively, operations end with `KERNEL_STOPPED` soon after the number in shared memory is no longer 0; null ends that. */
  watch(cancelled: Int32Array | null): void;
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
    case 4:
      throw new TiterError("KERNEL_ARGUMENT", {
        what: `${operation} does not take planes of these dtypes`,
        todo: "Convert the planes first (convertDtype), or choose another function.",
        details: { operation },
      });
    case 5:
      throw new TiterError("KERNEL_ARGUMENT", {
        what: `${operation} was given planes of shapes or in numbers that do not fit together`,
        todo: "Give planes of one shape.",
        details: { operation },
      });
    case 6:
      throw new TiterError("KERNEL_ARGUMENT", {
        what: `${operation} was given a number outside its range`,
        todo: "Check the parameters of the function against the size of the image.",
        details: { operation },
      });
    case 7:
      throw new TiterError("KERNEL_STOPPED", {
        what: `${operation} was stopped before it had finished`,
        todo: "Run it again.",
        details: { operation },
      });
    default:
      throw mismatch(operation, `it answers with status ${status}`);
  }
}

function mismatch(operation: Operation, why: string): TiterError {
  return new TiterError("KERNEL_MISMATCH", {
    what: `the kernel ${operation} cannot run: ${why}`,
    todo: "Build the kernels again: node setup/native.js",
    details: { operation },
  });
}
