import { AsyncLocalStorage } from "node:async_hooks";
import { InterruptCells } from "../wire/threadMessages.ts";
import { SignalGuard } from "./signalGuard.ts";

/** Thrown where a cell was interrupted. */
export class InterruptedError extends Error {
  override readonly name = "Interrupted";
  constructor() {
    super("the cell was interrupted");
  }
}

/** One cell on its way; several are when subshells run some, too. */
interface Execution {
  /** Counted from 1. */
  readonly number: number;
  /** Whether the last interrupt has reached it. */
  noticed: boolean;
  /** Ends its wait. */
  reject: ((error: InterruptedError) => void) | undefined;
}

const { flag: flagCell, execution: executionCell, guard: guardCell } = InterruptCells;

/**
 * The interrupt of one kernel: memory shared with the socket thread, and the waits of the cells that run now.
 *
 * An interrupt ends guarded code by a signal, an await by a rejection, and what is neither by the flag, which is looked at
 * before the next guarded code starts. See `signalGuard.ts` for the signal. It is meant for all cells that run when it comes.
 */
export class Interrupts {
  readonly memory: SharedArrayBuffer = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  /** The same memory, laid out as `InterruptCells` says. */
  readonly flag: Int32Array = new Int32Array(this.memory);
  readonly #guard = new SignalGuard(this.flag, guardCell);
  readonly #running = new Set<Execution>();
  readonly #current = new AsyncLocalStorage<Execution>();
  #count = 0;

  /** Runs a cell: what it waits for and its guarded code can be interrupted. */
  async execute<T>(run: () => Promise<T>): Promise<T> {
    this.#count += 1;
    const execution: Execution = { number: this.#count, noticed: false, reject: undefined };
    this.#forgetOld();
    this.#running.add(execution);
    // The flag is cleared before the number is visible, so that an interrupt of this execution is never lost.
    Atomics.store(this.flag, executionCell, execution.number);
    try {
      return await this.#current.run(execution, run);
    } finally {
      this.#running.delete(execution);
      if (this.#running.size > 0) this.#forgetOld();
    }
  }

  /**
   * Runs synchronous code that ends when an interrupt signal arrives; throws {@link InterruptedError} then.
   *
   * @param instead runs in place of the code when an interrupt came before it
   */
  guarded<T>(run: () => T, instead: () => T = throwInterrupted): T {
    const execution = this.#execution();
    const ended = this.#guard.call(run, () => !execution.noticed && this.#isMeant(execution));
    switch (ended.kind) {
      case "returned":
        return ended.value;
      case "threw":
        throw ended.error;
      case "interrupted":
        execution.noticed = true;
        throw new InterruptedError();
      case "refused":
        execution.noticed = true;
        return this.guarded(instead);
      default:
        return ended satisfies never;
    }
  }

  /** The awaited value, or a rejection as soon as the cell is interrupted. */
  async wait(value: unknown): Promise<unknown> {
    const execution = this.#execution();
    const interrupted = new Promise<never>((_, reject) => {
      execution.reject = reject;
    });
    try {
      return await Promise.race([value, interrupted]);
    } finally {
      execution.reject = undefined;
    }
  }

  /** A loop of a cell's function found the flag set: throws, unless the interrupt was meant for older cells only. */
  stop(): void {
    const execution = this.#current.getStore();
    if (!execution || this.#isMeant(execution)) throw new InterruptedError();
  }

  /** The socket thread says that all executions up to this one are to be interrupted. */
  interrupt(latest: number): void {
    for (const execution of this.#running) {
      if (execution.number > latest || !execution.reject) continue;
      execution.noticed = true;
      execution.reject(new InterruptedError());
    }
  }

  #execution(): Execution {
    const execution = this.#current.getStore();
    if (!execution) throw new Error("no cell runs here");
    return execution;
  }

  #isMeant(execution: Execution): boolean {
    return execution.number <= Atomics.load(this.flag, flagCell);
  }

  /** Clears the flag when it is meant for none of the cells that run; without any, it stays for their timers. */
  #forgetOld(): void {
    const flag = Atomics.load(this.flag, flagCell);
    if ([...this.#running].every(({ number }) => number > flag)) Atomics.compareExchange(this.flag, flagCell, flag, 0);
  }
}

function throwInterrupted(): never {
  throw new InterruptedError();
}
