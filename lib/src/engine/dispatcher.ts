import type { PlanRun } from "./planRun.ts";

/**
 * Shares an executor's workers between runs: a free worker goes to the run of the highest priority, of equals to the one with
 * the fewest wells in work. Runs of a group together take as many workers as one of them may. A well that must be alone begins when nothing else is in work, and nothing begins beside it.
 */
export class Dispatcher {
  readonly #workers: number;
  readonly #runs = new Set<PlanRun>();
  #inWork = 0;
  #alone = false;

  constructor(workers: number) {
    this.#workers = workers;
  }

  /** Serves a run until it has ended. */
  add(run: PlanRun): void {
    this.#runs.add(run);
    run.ended.then(() => this.#runs.delete(run));
    this.serve();
  }

  /** Something changed: gives free workers what there is to do. */
  serve(): void {
    while (!this.#alone && this.#inWork < this.#workers) {
      const run = this.#next();
      if (!run || (run.next === "alone" && this.#inWork > 0)) return;
      this.#alone = run.next === "alone";
      this.#inWork++;
      run.work().then(() => {
        this.#inWork--;
        this.#alone = false;
        this.serve();
      });
    }
  }

  #next(): PlanRun | undefined {
    let best: PlanRun | undefined;
    for (const run of this.#runs) {
      if (run.next === "nothing" || this.#isFull(run)) continue;
      const better =
        !best || run.priority > best.priority || (run.priority === best.priority && run.inWork < best.inWork);
      if (better) best = run;
    }
    return best;
  }

  #isFull({ group, workers }: PlanRun): boolean {
    if (group === undefined) return false;
    const inWork = [...this.#runs].reduce((sum, run) => sum + (run.group === group ? run.inWork : 0), 0);
    return inWork >= workers;
  }
}
