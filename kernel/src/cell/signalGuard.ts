import vm from "node:vm";
import { GuardState } from "../wire/threadMessages.ts";

/** How guarded code ended. */
export type GuardedEnd<T> =
  | { readonly kind: "returned"; readonly value: T }
  | { readonly kind: "threw"; readonly error: unknown }
  /** The signal ended it; its `finally` blocks have not run. */
  | { readonly kind: "interrupted" }
  /** It was not started. */
  | { readonly kind: "refused" };

/** Only code that a script calls is ended by `breakOnSigint`; a script reaches a function only through a global. */
const guardKey = "titer.guardedCall";
const guardedCall: { run: () => void } = { run: () => undefined };
Object.defineProperty(globalThis, Symbol.for(guardKey), { value: guardedCall });
const guardScript = new vm.Script(`globalThis[Symbol.for("${guardKey}")].run()`, { filename: "node:vm" });

/**
 * Runs code that SIGINT ends.
 *
 * Node ends the process when SIGINT comes while `breakOnSigint` starts or stops, and may keep one that comes as it stops
 * for the next time. So the sender takes the guard's state from `open` to `signalled` before it sends, and guarded code
 * does not end in state `signalled` but waits for the signal: each signal meets the code that it was sent to.
 */
export class SignalGuard {
  readonly #memory: Int32Array;
  readonly #cell: number;

  /** @param cell where in the memory, shared with the sender, the {@link GuardState} stands */
  constructor(memory: Int32Array, cell: number) {
    this.#memory = memory;
    this.#cell = cell;
  }

  /** Runs code unless `refuse` says no, which is asked when signals can come already, so that none falls in between. */
  call<T>(run: () => T, refuse: () => boolean): GuardedEnd<T> {
    const outcome: { end?: GuardedEnd<T> } = {};
    guardedCall.run = () => {
      Atomics.store(this.#memory, this.#cell, GuardState.open);
      outcome.end = refuse() ? { kind: "refused" } : endOf(run);
      this.#close();
    };
    try {
      guardScript.runInThisContext({ breakOnSigint: true, displayErrors: false });
    } catch (error) {
      if (!isSignalEnd(error)) throw error;
    } finally {
      Atomics.store(this.#memory, this.#cell, GuardState.closed);
    }
    return outcome.end ?? { kind: "interrupted" };
  }

  #close(): void {
    const { open, closed } = GuardState;
    if (Atomics.compareExchange(this.#memory, this.#cell, open, closed) === open) return;
    // A signal is on its way. It ends this wait, as nobody changes the value that is waited for.
    for (;;) Atomics.wait(this.#memory, this.#cell, GuardState.signalled, 1000);
  }
}

function endOf<T>(run: () => T): GuardedEnd<T> {
  try {
    return { kind: "returned", value: run() };
  } catch (error) {
    return { kind: "threw", error };
  }
}

function isSignalEnd(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
  );
}
