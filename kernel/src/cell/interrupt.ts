import { InterruptCells } from "../wire/threadMessages.ts";
import { SignalGuard } from "./signalGuard.ts";

/** Thrown where a cell was interrupted. */
export class InterruptedError extends Error {
  override readonly name = "Interrupted";
  constructor() {
    super("the cell was interrupted");
  }
}

const { flag: flagCell, execution: executionCell, guard: guardCell } = InterruptCells;

/**
 * The interrupt of one kernel: memory shared with the socket thread, and the wait of the cell that runs now.
 *
 * An interrupt ends guarded code by a signal, an await by a rejection, and what is neither by the flag, which is looked at
 * before the next guarded code starts. See `signalGuard.ts` for the signal.
 */
export class Interrupts {
  readonly memory: SharedArrayBuffer = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  /** The same memory, laid out as `InterruptCells` says. */
  readonly flag: Int32Array = new Int32Array(this.memory);
  readonly #guard = new SignalGuard(this.flag, guardCell);
  #noticed = false;
  #rejectWait: ((error: InterruptedError) => void) | undefined;

  /** A cell starts: forgets an older interrupt and says to the socket thread which execution runs. */
  begin(execution: number): void {
    this.#noticed = false;
    // The flag is cleared before the number is visible, so that an interrupt of this execution is never lost.
    Atomics.store(this.flag, flagCell, 0);
    Atomics.store(this.flag, executionCell, execution);
  }

  /** The cell ended. */
  end(): void {
    Atomics.store(this.flag, executionCell, 0);
  }

  /**
   * Runs synchronous code that ends when an interrupt signal arrives; throws {@link InterruptedError} then.
   *
   * @param instead runs in place of the code when an interrupt came before it
   */
  guarded<T>(run: () => T, instead: () => T = throwInterrupted): T {
    const ended = this.#guard.call(run, () => this.#isPending());
    switch (ended.kind) {
      case "returned":
        return ended.value;
      case "threw":
        throw ended.error;
      case "interrupted":
        this.#noticed = true;
        throw new InterruptedError();
      case "refused":
        this.#noticed = true;
        return this.guarded(instead);
      default:
        return ended satisfies never;
    }
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
    if (Atomics.load(this.flag, executionCell) !== execution || !this.#rejectWait) return;
    this.#noticed = true;
    this.#rejectWait(new InterruptedError());
  }

  #isPending(): boolean {
    return !this.#noticed && Atomics.load(this.flag, flagCell) !== 0;
  }
}

function throwInterrupted(): never {
  throw new InterruptedError();
}
