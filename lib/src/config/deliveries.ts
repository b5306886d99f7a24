/** Calls listeners one after the other, also those of changes that a listener makes meanwhile: these come after the others. */
export class Deliveries {
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  /** Calls all; then throws what the first failing listener threw. */
  deliver(calls: readonly (() => void)[]): void {
    this.#waiting.push(...calls);
    if (this.#busy) return;
    this.#busy = true;
    const failures: unknown[] = [];
    for (let call = this.#waiting.shift(); call; call = this.#waiting.shift()) {
      try {
        call();
      } catch (thrown) {
        failures.push(thrown);
      }
    }
    this.#busy = false;
    if (failures.length > 0) throw failures[0];
  }
}
