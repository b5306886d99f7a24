import { duration, percent } from "../runs/format.ts";
import { progressBar, setProgress } from "../runs/wellRows.ts";
import { button, element, setText } from "../viewer/dom.ts";
import { canCompile, isGoing, nameOf, type PlateEntry, toneOf } from "./plateEntry.ts";
import { PlateMapView } from "./plateMapView.ts";
import { wellsOf } from "./wellsOf.ts";

/** What can be done with a plate of the list. */
export interface PlateActions {
  readonly expand: (expanded: boolean) => void;
  readonly choosePipeline: () => void;
  readonly chooseWells: (wells: readonly string[]) => void;
  readonly compile: () => void;
  readonly run: () => void;
  readonly stop: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly reopen: () => void;
  readonly remove: () => void;
  readonly view: (well?: string) => void;
  readonly files: () => void;
  readonly details: () => void;
  readonly settings: () => void;
  readonly monitor: () => void;
  readonly thumbnails: (shown: boolean) => void;
  /** Goes to the step that a problem names. */
  readonly goTo: (step: string) => void;
}

/** A plate of the list: built once, updated in place. */
export class PlateCard {
  readonly node: HTMLElement;
  readonly map: PlateMapView;
  readonly #actions: PlateActions;
  readonly #toggle: HTMLButtonElement;
  readonly #name = element("span", { class: "titer-plate-name" });
  readonly #state = element("span", { class: "titer-plate-state", role: "status" });
  readonly #fill = element("div", { class: "titer-fill" });
  readonly #bar: HTMLElement;
  readonly #facts = element("p", { class: "titer-plate-facts" });
  readonly #body: HTMLElement;
  readonly #pipeline: HTMLButtonElement;
  readonly #wells = element("span", { class: "titer-plate-wells" });
  readonly #allWells: HTMLButtonElement;
  readonly #problem = element("div", { class: "titer-plate-problem" });
  readonly #buttons: Readonly<Record<Verb, HTMLButtonElement>>;
  #entry: PlateEntry | null = null;

  constructor(label: string, actions: PlateActions) {
    this.#actions = actions;
    this.#bar = progressBar(`Progress of ${label}`, this.#fill);
    this.#toggle = element("button", { type: "button", class: "titer-plate-toggle" }, this.#name);
    this.#toggle.addEventListener("click", () => actions.expand(!(this.#entry?.expanded ?? false)));
    this.map = new PlateMapView(`Plate map of ${label}`, { select: actions.chooseWells, open: actions.view });
    this.#pipeline = element("button", { type: "button", class: "titer-plate-choice" });
    this.#pipeline.addEventListener("click", actions.choosePipeline);
    this.#allWells = button("All wells", "Work on all wells again", () => actions.chooseWells([]));
    const images = element("input", { type: "checkbox" });
    images.addEventListener("change", () => actions.thumbnails(images.checked));
    const verb = (name: string, title: string, act: () => void) => button(name, `${name} ${label}: ${title}`, act);
    this.#buttons = {
      compile: verb("Compile", "check the pipeline and plan the run", actions.compile),
      run: verb("Run", "compile if need be, and run in the engine", actions.run),
      stop: verb("Stop", "end the run; finished wells stay", actions.stop),
      pause: verb("Pause", "let no further well begin, or go on", actions.pause),
      resume: verb("Resume", "work on the wells that are missing", actions.resume),
      reopen: verb("Open again", "try once more", actions.reopen),
      monitor: verb("Monitor", "show the run in a tab", actions.monitor),
      view: verb("View", "show its images in a viewer", () => actions.view()),
      files: verb("Images", "list its images by component", actions.files),
      settings: verb("Settings", "show its configuration", actions.settings),
      details: verb("Details", "show its metadata", actions.details),
      remove: verb("Remove", "take it off the list; nothing is deleted", actions.remove),
    };
    const { compile, run, stop, pause, resume, reopen, ...more } = this.#buttons;
    const choices = element(
      "div",
      { class: "titer-plate-choices" },
      element("span", {}, "Pipeline"),
      this.#pipeline,
      this.#wells,
      this.#allWells,
    );
    this.#body = element(
      "div",
      { class: "titer-plate-body" },
      this.#facts,
      this.map.node,
      element("label", { class: "titer-plate-thumbnails" }, images, "Images on the map"),
      choices,
      element("div", { class: "titer-plate-buttons" }, compile, run, stop, pause, resume, reopen),
      this.#problem,
      element("div", { class: "titer-plate-buttons titer-plate-more" }, ...Object.values(more)),
    );
    const head = element("div", { class: "titer-plate-head" }, this.#toggle, this.#state);
    this.node = element("li", { class: "titer-plate" }, head, this.#bar, this.#body);
  }

  /** Shows the plate as it stands now. */
  show(entry: PlateEntry): void {
    const before = this.#entry;
    if (before === entry) return;
    this.#entry = entry;
    this.node.dataset.tone = toneOf(entry.state);
    setText(this.#name, nameOf(entry));
    this.#toggle.title = entry.path;
    this.#toggle.setAttribute("aria-expanded", String(entry.expanded));
    setText(this.#state, stateText(entry));
    this.#bar.hidden = entry.run === undefined;
    setProgress(this.#bar, this.#fill, entry.run?.progress ?? 0);
    this.#body.hidden = !entry.expanded;
    if (!entry.expanded) return;
    setText(this.#facts, factsText(entry));
    setText(this.#pipeline, entry.pipeline?.name ?? "Choose…");
    this.#pipeline.disabled = isGoing(entry);
    const chosen = entry.wells?.length ?? 0;
    setText(this.#wells, chosen > 0 ? `${chosen} of ${entry.facts?.wells.length ?? 0} wells` : "");
    this.#allWells.hidden = chosen === 0;
    if (
      before?.facts !== entry.facts ||
      before?.run !== entry.run ||
      before?.wells !== entry.wells ||
      !before?.expanded
    )
      this.map.show(wellsOf(entry), entry.wells ?? []);
    this.map.node.hidden = entry.facts === undefined;
    this.#enable(entry);
    if (before?.problem !== entry.problem) this.#showProblem(entry);
  }

  /** Says something that is no problem of the plate itself. */
  note(text: string): void {
    this.#problem.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
  }

  dispose(): void {
    this.map.dispose();
    this.node.remove();
  }

  #enable(entry: PlateEntry): void {
    const going = isGoing(entry);
    const open = entry.facts !== undefined;
    const ended = entry.run !== undefined && !going && entry.state !== "completed";
    const shown: Readonly<Record<Verb, boolean>> = {
      compile: !going,
      run: !going,
      stop: going,
      pause: going,
      resume: ended && !going,
      reopen: entry.state === "could not be opened",
      monitor: entry.runId !== undefined,
      view: open,
      files: open,
      settings: open,
      details: open,
      remove: true,
    };
    for (const [verb, node] of Object.entries(this.#buttons)) node.hidden = !shown[verb as Verb]; // its keys are the verbs
    this.#buttons.compile.disabled = !canCompile(entry);
    this.#buttons.run.disabled = !canCompile(entry);
    setText(this.#buttons.pause, entry.state === "paused" ? "Continue" : "Pause");
  }

  #showProblem({ problem }: PlateEntry): void {
    if (!problem) {
      this.#problem.replaceChildren();
      return;
    }
    const { goTo } = this.#actions;
    const lines = problem.lines.map(({ step, text }) => {
      if (step === null) return element("li", {}, text);
      const name = button(step, `${step}: go to this step`, () => goTo(step));
      return element("li", {}, name, ` ${text}`);
    });
    const todo = problem.todo === "" ? [] : [element("p", {}, problem.todo)];
    this.#problem.replaceChildren(
      element("div", { class: "titer-problem", role: "alert" }, element("b", {}, problem.title), ...todo),
      ...(lines.length > 0 ? [element("ul", { class: "titer-plate-problems" }, ...lines)] : []),
    );
  }
}

type Verb =
  | "compile"
  | "run"
  | "stop"
  | "pause"
  | "resume"
  | "reopen"
  | "monitor"
  | "view"
  | "files"
  | "settings"
  | "details"
  | "remove";

function stateText({ state, run, compiled }: PlateEntry): string {
  if (run && (state === "running" || state === "paused")) {
    const left = run.secondsLeft === null ? "" : `, ${duration(run.secondsLeft)} left`;
    return `${state} ${percent(run.progress)}${left}`;
  }
  if (state === "compiled" && compiled)
    return `compiled: ${compiled.wells.length} wells, ${compiled.steps.length} steps`;
  return state;
}

function factsText({ facts, path }: Pick<PlateEntry, "facts" | "path">): string {
  if (!facts) return path;
  const count = (n: number, one: string, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;
  const missing = facts.wells.reduce((sum, well) => sum + well.missing, 0);
  const parts = [
    facts.name === nameOf({ path }) ? "" : facts.name,
    facts.format,
    count(facts.wells.length, "well"),
    count(facts.sites.length, "site"),
    count(facts.channels.length, "channel"),
    facts.zPlanes.length > 1 ? count(facts.zPlanes.length, "z plane") : "",
    facts.timepoints.length > 1 ? count(facts.timepoints.length, "time point") : "",
    `${facts.shape.y} × ${facts.shape.x} ${facts.dtype}`,
    missing > 0 ? `${count(missing, "image")} missing` : "",
    facts.problems.length > 0 ? count(facts.problems.length, "problem") : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
