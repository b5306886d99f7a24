import { randomUUID } from "node:crypto";
import { runBundle } from "../display/index.ts";
import { displayHost } from "../protocol/display.ts";
import type { RunView } from "./runView.ts";

/** Least time between two updates, in milliseconds. */
const pause = 100;

/** Shows a run in the notebook's cell and keeps it up to date: at most ten times a second, and always at the end. */
export class LiveDisplay {
  readonly #id = randomUUID();
  readonly #view: RunView;
  #timer: NodeJS.Timeout | undefined;
  #shown = false;

  /** Shows the run at once, in the cell that runs now; does nothing outside of a notebook. */
  constructor(view: RunView) {
    this.#view = view;
    this.#show();
  }

  /** Something changed. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.#show(), pause);
  }

  /** Shows the last state. */
  end(): void {
    this.#show();
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    displayHost()?.display(runBundle(this.#view.shown), { id: this.#id, update: this.#shown });
    this.#shown = true;
  }
}
