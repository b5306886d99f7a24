import type { RequestContext } from "../display/outputs.ts";
import type { ExecuteQueue } from "./executeQueue.ts";
import { History } from "./history.ts";

/**
 * The main shell or a subshell (JEP 91): runs its cells one after the other, with a count and a history of its own. All share
 * the names of the notebook and one thread, so a cell of one runs while those of the others await something.
 */
export class Shell {
  readonly history: History = new History();
  readonly queue: ExecuteQueue;
  /** The number of the cell that ran last. */
  count = 0;
  /** The cell that runs. */
  running: RequestContext | undefined;
  readonly #number: number;

  /** @param number 0 for the main shell @param queueOf makes its queue */
  constructor(number: number, queueOf: (shell: Shell) => ExecuteQueue) {
    this.#number = number;
    this.queue = queueOf(this);
  }

  /** What its cells are called in traces: `In[3]`, or `In[2.3]` for the third cell of the second subshell. */
  title(kind: "In" | "Silent", count: number): string {
    return `${kind}[${this.#number === 0 ? "" : `${this.#number}.`}${count}]`;
  }
}
