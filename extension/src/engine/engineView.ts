import { messageOf } from "titer/errors";
import type { EngineFacts } from "titer/protocol";
import { duration, percent } from "../runs/format.ts";
import { progressBar, setProgress } from "../runs/wellRows.ts";
import { button, element, setText } from "../viewer/dom.ts";
import { bytesText } from "./bytes.ts";
import type { EngineModel } from "./engineModel.ts";

/** What the engine's part of the panel needs of the page around it. */
export interface EngineEvents {
  readonly logs: () => void;
  /** Asks whether runs that go on may be cancelled. */
  readonly mayForce: (runs: number) => Promise<boolean>;
}

/** The engine: whether it runs, its load, its memory; start, quit, force. */
export class EngineView {
  readonly node: HTMLElement;
  readonly #model: EngineModel;
  readonly #events: EngineEvents;
  readonly #state = element("p", { class: "titer-engine-state", role: "status" });
  readonly #facts = element("dl", { class: "titer-facts" });
  readonly #memory = element("div", { class: "titer-fill" });
  readonly #bar = progressBar("Memory for images in use", this.#memory);
  readonly #problem = element("p", { class: "titer-problem", role: "alert", hidden: "" });
  readonly #start: HTMLButtonElement;
  readonly #quit: HTMLButtonElement;
  readonly #force: HTMLButtonElement;

  constructor(model: EngineModel, events: EngineEvents) {
    this.#model = model;
    this.#events = events;
    this.#start = button("Start", "Start the engine", () => this.#try(() => model.start()));
    this.#quit = button("Quit", "End the engine when nothing runs", () => this.#try(() => model.stop(false)));
    this.#force = button("Force", "End the engine and cancel what runs", () => this.#try(() => this.#forceStop()));
    const logs = button("Logs", "Show what engine and workers have logged", events.logs);
    const buttons = element("div", { class: "titer-plate-buttons" }, this.#start, this.#quit, this.#force, logs);
    this.node = element("div", { class: "titer-engine" }, this.#state, this.#facts, this.#bar, buttons, this.#problem);
    model.changed.connect(this.#update, this);
    this.#update();
  }

  dispose(): void {
    this.#model.changed.disconnect(this.#update, this);
  }

  #update(): void {
    const { facts } = this.#model;
    setText(this.#state, stateText(facts));
    this.node.dataset.tone = facts ? (facts.inWork > 0 ? "active" : "good") : "idle";
    this.#start.hidden = facts !== null;
    this.#quit.hidden = this.#force.hidden = !facts;
    this.#bar.hidden = this.#facts.hidden = !facts;
    if (!facts) return;
    const { planes, limit, resident } = facts.memory;
    setProgress(this.#bar, this.#memory, Math.min(1, limit === 0 ? 0 : planes / limit));
    const rows: readonly (readonly [string, string])[] = [
      ["Computes with", facts.kernels],
      ["Wells in work", `${facts.inWork} of ${facts.threads}`],
      ["Memory for images", `${bytesText(planes)} of ${bytesText(limit)}`],
      ["Memory in all", bytesText(resident)],
      ["Version", facts.version],
      ["Process", `${facts.pid}, up ${duration(facts.uptimeSeconds)}`],
    ];
    this.#facts.replaceChildren(
      ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
    );
  }

  async #forceStop(): Promise<void> {
    const going = this.#model.facts?.runs.filter(({ progress }) => progress !== null).length ?? 0;
    if (going > 0 && !(await this.#events.mayForce(going))) return;
    await this.#model.stop(true);
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.#problem.hidden = true;
    try {
      await act();
    } catch (thrown) {
      setText(this.#problem, messageOf(thrown));
      this.#problem.hidden = false;
    }
  }
}

function stateText(facts: EngineFacts | null | undefined): string {
  if (facts === undefined) return "Nothing is known of the engine before a kernel is asked.";
  if (facts === null) return "No engine runs. It starts by itself with the next run.";
  const going = facts.runs.filter(({ progress }) => progress !== null);
  if (going.length === 0) return "The engine runs and waits.";
  const share = going.reduce((sum, { progress }) => sum + (progress ?? 0), 0) / going.length;
  return `The engine works on ${going.length} ${going.length === 1 ? "run" : "runs"}: ${percent(share)}.`;
}
