import { TiterError } from "../../errors.ts";
import { type NativeLibrary, requireKoffi } from "./koffi.ts";
import { type Access, checkStatus, type Machine, type Operation, operationNumber, operationsOf } from "./machine.ts";

/** The C functions of a shared library of kernels. */
interface Library {
  readonly titerOpen: (threads: number) => unknown;
  readonly titerNames: () => string;
  readonly titerThreads: (engine: unknown) => number;
  readonly titerRun: (
    engine: unknown,
    operation: number,
    numbers: Float64Array,
    pointers: BigUint64Array,
    scratch: number,
  ) => number;
  readonly titerCopy: (to: Float64Array, from: bigint, bytes: number) => void;
  readonly titerWatch: (engine: unknown, flag: Int32Array | null) => void;
  readonly titerClose: (engine: unknown) => void;
}

/**
 * Opens the kernels of a shared library. Pixels stay where they are: the library is given their addresses, which do not move
 * during a call, because calls are synchronous.
 *
 * @throws whatever koffi throws when the file cannot be loaded; `OUT_OF_MEMORY` when no engine can be made.
 */
export function openNative(path: string, build: string, threads: number): Machine {
  const koffi = requireKoffi();
  const library = bind(koffi.load(path));
  const engine = library.titerOpen(threads);
  if (!engine) {
    throw new TiterError("OUT_OF_MEMORY", {
      what: "there is no memory to open the kernels",
      todo: "Use fewer workers.",
    });
  }
  const operations = operationsOf(library.titerNames());
  let numbers = new Float64Array(64);
  let pointers = new BigUint64Array(16);
  let watched: Int32Array | null = null; // kept alive while the library looks at it
  return {
    build,
    threads: library.titerThreads(engine),
    run(operation: Operation, given: readonly number[], planes: readonly Access[], answers: number): readonly number[] {
      const most = Math.max(given.length, answers);
      if (most > numbers.length) numbers = new Float64Array(2 * most);
      if (planes.length > pointers.length) pointers = new BigUint64Array(2 * planes.length);
      numbers.set(given);
      planes.forEach(({ data }, index) => {
        pointers[index] = koffi.address(data);
      });
      const number = operationNumber(operations, operation);
      checkStatus(library.titerRun(engine, number, numbers, pointers, 0), operation);
      return Array.from(numbers.subarray(0, answers));
    },
    table(length: number): Float64Array {
      const copy = new Float64Array(length);
      if (length > 0) library.titerCopy(copy, pointers[0] ?? 0n, copy.byteLength);
      return copy;
    },
    watch(cancelled) {
      watched = cancelled;
      library.titerWatch(engine, watched);
    },
    close: () => library.titerClose(engine),
  };
}

function bind(library: NativeLibrary): Library {
  return {
    titerOpen: library.func("void *titerOpen(int threads)"),
    titerNames: library.func("const char *titerNames()"),
    titerThreads: library.func("int titerThreads(void *engine)"),
    titerRun: library.func("int titerRun(void *engine, int operation, void *numbers, void *pointers, size_t scratch)"),
    titerCopy: library.func("void titerCopy(void *to, uint64_t from, size_t bytes)"),
    titerWatch: library.func("void titerWatch(void *engine, void *flag)"),
    titerClose: library.func("void titerClose(void *engine)"),
  };
}
