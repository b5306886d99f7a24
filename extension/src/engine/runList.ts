import type { RunFacts } from "titer/protocol";
import { percent } from "../runs/format.ts";
import { progressBar, setProgress } from "../runs/wellRows.ts";
import { element, setText } from "../viewer/dom.ts";
import type { EngineModel } from "./engineModel.ts";

/** How many ended runs are listed. */
const mostEnded = 20;

/** The runs that the engine knows, those that go on first; each opens its monitor. */
export class RunList {
  readonly node: HTMLElement;
  readonly #model: EngineModel;
  readonly #open: (runId: string) => void;
  readonly #list = element("ul", { class: "titer-runs", "aria-label": "Runs" });
  readonly #empty = element("p", { class: "titer-panel-empty" });
  readonly #rows = new Map<string, RunRow>();

  /** @param open - shows a run */
  constructor(model: EngineModel, open: (runId: string) => void) {
    this.#model = model;
    this.#open = open;
    this.node = element("div", {}, this.#empty, this.#list);
    model.changed.connect(this.#update, this);
    this.#update();
  }

  dispose(): void {
    this.#model.changed.disconnect(this.#update, this);
  }

  #update(): void {
    const newest = [...this.#model.runs].reverse();
    const going = newest.filter(({ progress }) => progress !== null);
    const ended = newest.filter(({ progress }) => progress === null).slice(0, mostEnded);
    const shown = [...going, ...ended];
    setText(this.#empty, "There have been no runs yet.");
    this.#empty.hidden = shown.length > 0;
    const ids = new Set(shown.map(({ runId }) => runId));
    for (const [runId, { node }] of this.#rows) {
      if (ids.has(runId)) continue;
      node.remove();
      this.#rows.delete(runId);
    }
    shown.forEach((run, index) => {
      const row = this.#rows.get(run.runId) ?? this.#add(run);
      row.show(run);
      if (this.#list.children[index] !== row.node)
        this.#list.insertBefore(row.node, this.#list.children[index] ?? null);
    });
  }

  #add({ runId }: RunFacts): RunRow {
    const row = new RunRow(() => this.#open(runId));
    this.#rows.set(runId, row);
    return row;
  }
}

class RunRow {
  readonly node: HTMLElement;
  readonly #button = element("button", { type: "button", class: "titer-run-row" });
  readonly #plate = element("span", { class: "titer-plate-name" });
  readonly #state = element("span", { class: "titer-plate-state" });
  readonly #when = element("span", { class: "titer-run-when" });
  readonly #fill = element("div", { class: "titer-fill" });
  readonly #bar = progressBar("Progress of the run", this.#fill);

  constructor(open: () => void) {
    this.#button.append(this.#plate, this.#state, this.#when);
    this.#button.addEventListener("click", open);
    this.node = element("li", {}, this.#button, this.#bar);
  }

  show({ plate, state, progress, submitted, output }: RunFacts): void {
    const name = plate.split(/[\\/]/).filter(Boolean).at(-1) ?? plate;
    this.node.dataset.state = state;
    setText(this.#plate, name);
    setText(this.#state, progress === null ? state : `${state} ${percent(progress)}`);
    setText(this.#when, new Date(submitted).toLocaleString());
    this.#button.title = `${plate}\nResults: ${output}`;
    this.#bar.hidden = progress === null;
    setProgress(this.#bar, this.#fill, progress ?? 1);
  }
}
