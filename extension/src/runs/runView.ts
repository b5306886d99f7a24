import type { RunOutput } from "titer/protocol";
import { element, setText } from "../viewer/dom.ts";
import { percent, summary } from "./format.ts";
import { plateMap } from "./plateMap.ts";
import { progressBar, setProgress, type WellsView, wellRows } from "./wellRows.ts";

const rowsAtMost = 12;

const notFollowed =
  "This is the last that the notebook heard: the kernel that followed the run has ended. Run the cells again to go on; finished wells are kept.";

/** The progress of one run. It is built once; every later state changes only what is different. */
export class RunView {
  readonly node: HTMLElement;
  readonly #state = element("span", { class: "titer-run-state", role: "status" });
  readonly #plate = element("span", { class: "titer-run-plate" });
  readonly #percent = element("span", { class: "titer-run-percent" });
  readonly #fill = element("div", { class: "titer-fill" });
  readonly #bar = progressBar("Progress of the run", this.#fill);
  readonly #summary = element("p", { class: "titer-run-summary" });
  readonly #wellsBox = element("div");
  readonly #failures = element("div", { class: "titer-failures" });
  readonly #notice = element("p", { class: "titer-run-notice" });
  readonly #output = element("p", { class: "titer-run-output" });
  /** The wells view and the names it was made for. */
  #wells: { readonly names: string; readonly view: WellsView } | null = null;
  #failed = "";
  #run: RunOutput | null = null;

  constructor() {
    const dot = element("span", { class: "titer-run-dot" });
    const head = element("div", { class: "titer-run-head" }, dot, this.#state, this.#plate, this.#percent);
    this.node = element("div", { class: "titer-run", role: "group" });
    this.node.append(head, this.#bar, this.#summary, this.#notice, this.#wellsBox, this.#failures, this.#output);
  }

  /** Shows a state of the run. */
  show(run: RunOutput): void {
    this.#run = run;
    this.node.dataset.state = run.state;
    this.node.setAttribute("aria-label", `Run of ${run.plate}`);
    setText(this.#state, run.state);
    setText(this.#plate, run.plate);
    setText(this.#percent, percent(run.progress));
    setProgress(this.#bar, this.#fill, run.progress);
    setText(this.#summary, summary(run));
    setText(this.#output, run.output === "" ? "" : `Results: ${run.output}`);
    this.#wellsView(run).update(run.wells);
    this.#showFailures(run);
    setText(this.#notice, "");
  }

  /** Says whether a kernel still tells about a run that goes on; without one, how it ended is not known. */
  setFollowed(followed: boolean): void {
    const state = this.#run?.state ?? "";
    this.node.dataset.state = followed ? state : "unknown";
    setText(this.#state, followed ? state : "state unknown");
    setText(this.#notice, followed ? "" : notFollowed);
  }

  #wellsView(run: RunOutput): WellsView {
    const names = run.wells.map((well) => well.well).join(" ");
    if (this.#wells?.names === names) return this.#wells.view;
    const view = (run.wells.length > rowsAtMost ? plateMap(run.wells) : null) ?? wellRows(run.wells);
    this.#wellsBox.replaceChildren(view.node);
    this.#wells = { names, view };
    return view;
  }

  /** The errors of failed wells, to be opened one by one; rebuilt only when another well failed. */
  #showFailures(run: RunOutput): void {
    const failed = run.wells.filter((well) => well.error !== undefined);
    const key = JSON.stringify(failed.map((well) => [well.well, well.error]));
    if (key === this.#failed) return;
    this.#failed = key;
    const open = new Set(
      [...this.#failures.querySelectorAll("details[open]")].map((node) => node.getAttribute("data-well")),
    );
    const details = failed.map((well) => {
      const where = well.step === "" ? "" : ` at ${well.step}`;
      const node = element(
        "details",
        { "data-well": well.well },
        element("summary", {}, `${well.well} failed${where}`),
        ...errorParts(well.error ?? ""),
      );
      node.open = failed.length === 1 || open.has(well.well);
      return node;
    });
    this.#failures.replaceChildren(...details);
  }
}

/** The message, and the code around its place. */
function errorParts(error: string): readonly HTMLElement[] {
  const [message = "", ...frame] = error.split("\n");
  const text = element("p", {}, message);
  return frame.length === 0 ? [text] : [text, element("pre", {}, frame.join("\n"))];
}
