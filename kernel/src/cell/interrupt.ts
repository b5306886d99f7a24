import vm from "node:vm";
import { InterruptCells } from "../wire/threadMessages.ts";

/** Thrown where a cell was interrupted. */
export class InterruptedError extends Error {
  override readonly name = "Interrupted";
  constructor() {
    super("the cell was interrupted");
  }
}

/** Whether an error stands for an interrupt: ours, or the one by which Node ends synchronous code. */
export function isInterrupt(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  return (
    ("name" in error && error.name === "Interrupted") ||
    ("code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED")
  );
}

/** Only code that a script calls is ended by `breakOnSigint`; a script reaches a function only through a global. */
const guardKey = "titer.guardedCall";
const guardedCall: { run: () => void } = { run: () => undefined };
Object.defineProperty(globalThis, Symbol.for(guardKey), { value: guardedCall });
const guardScript = new vm.Script(`globalThis[Symbol.for("${guardKey}")].run()`, { filename: "node:vm" });

/** The interrupt of one kernel: memory shared with the socket thread, and the wait of the cell that runs now. */
export class Interrupts {
  readonly memory: SharedArrayBuffer = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  /** The same memory, laid out as `InterruptCells` says. */
  readonly flag: Int32Array = new Int32Array(this.memory);
  #rejectWait: ((error: InterruptedError) => void) | undefined;

  /** A cell starts: forgets an older interrupt and says to the socket thread which execution runs. */
  begin(execution: number): void {
    // The flag is cleared before the number is visible, so that an interrupt of this execution is never lost.
    Atomics.store(this.flag, InterruptCells.flag, 0);
    Atomics.store(this.flag, InterruptCells.execution, execution);
  }

  /** The cell ended. */
  end(): void {
    Atomics.store(this.flag, InterruptCells.execution, 0);
  }

  /** Runs synchronous code that ends when an interrupt signal arrives; throws {@link InterruptedError} then. */
  guarded<T>(run: () => T): T {
    let result: { readonly value: T } | undefined;
    guardedCall.run = () => {
      result = { value: run() };
    };
    this.flag[InterruptCells.guarded] = 1;
    try {
      guardScript.runInThisContext({ breakOnSigint: true, displayErrors: false });
    } catch (error) {
      throw isInterrupt(error) ? new InterruptedError() : error;
    } finally {
      this.flag[InterruptCells.guarded] = 0;
    }
    if (!result) throw new InterruptedError();
    return result.value;
  }

  /** The awaited value, or a rejection as soon as the cell is interrupted. */
  async wait(value: unknown): Promise<unknown> {
    const interrupted = new Promise<never>((_, reject) => {
      this.#rejectWait = reject;
    });
    try {
      return await Promise.race([value, interrupted]);
    } finally {
      this.#rejectWait = undefined;
    }
  }

  /** The socket thread says that an execution is to be interrupted; one that already ended is left alone. */
  interrupt(execution: number): void {
    if (Atomics.load(this.flag, InterruptCells.execution) === execution) this.#rejectWait?.(new InterruptedError());
  }
}
