import { Widget } from "@lumino/widgets";
import { messageOf, TiterError } from "titer/errors";
import type { EngineFacts, FollowedRun } from "titer/protocol";
import type { ITiterLink } from "../../comm/link.ts";
import { bytesText } from "../../engine/bytes.ts";
import { LogsView } from "../../engine/logsView.ts";
import { PlateMapView } from "../../plates/plateMapView.ts";
import { button, element, setText } from "../../viewer/dom.ts";
import { duration, percent } from "../format.ts";
import { progressBar, setProgress } from "../wellRows.ts";
import { EventList } from "./eventList.ts";
import { FailureList } from "./failureList.ts";
import { wellsOfRun } from "./followedWells.ts";
import { StepTable } from "./stepTable.ts";
import { TabList } from "./tabList.ts";

type Execute = (command: string, args: object) => Promise<unknown>;

/** A run in a tab: progress per well and step, time left, failures, events, logs; pause, cancel, resume. */
export class MonitorTab extends Widget {
  readonly #link: ITiterLink;
  readonly #execute: Execute;
  readonly #logs: LogsView;
  readonly #state = element("span", { class: "titer-run-state", role: "status" });
  readonly #plate = element("h2", {});
  readonly #percent = element("span", { class: "titer-run-percent" });
  readonly #fill = element("div", { class: "titer-fill" });
  readonly #bar = progressBar("Progress of the run", this.#fill);
  readonly #summary = element("p", { class: "titer-run-summary" });
  readonly #load = element("p", { class: "titer-run-summary" });
  readonly #notice = element("div", { role: "alert" });
  readonly #buttons: Readonly<Record<"pause" | "cancel" | "resume" | "view" | "results", HTMLButtonElement>>;
  readonly #map: PlateMapView;
  readonly #steps = new StepTable();
  readonly #failures: FailureList;
  readonly #events = new EventList();
  readonly #tabs: TabList;
  #runId: string;
  #run: FollowedRun | undefined;

  /** @param execute - runs a command of JupyterLab */
  constructor(link: ITiterLink, runId: string, execute: Execute) {
    super();
    this.#link = link;
    this.#runId = runId;
    this.#execute = execute;
    this.addClass("titer-monitor");
    this.addClass("titer-scroll");
    this.#buttons = {
      pause: button("Pause", "Pause: let no further well begin", () => this.#try(() => this.#pause())),
      cancel: button("Cancel", "Cancel the run; finished wells stay", () => this.#try(() => this.#tell("cancel"))),
      resume: button("Resume", "Resume: work on the wells that are missing", () => this.#try(() => this.#resume())),
      view: button("View", "View the run's images", () => this.#try(() => this.#view())),
      results: button("Results", "Results as images by component", () => this.#try(() => this.#results())),
    };
    const choose = (wells: readonly string[]) => this.#failures.only(wells);
    this.#map = new PlateMapView("Wells of the run", { select: choose, open: (well) => void this.#view(well) });
    this.#failures = new FailureList((well, file) => this.#try(() => this.#openFile(well, file)));
    this.#logs = new LogsView(link, runId);
    this.#tabs = new TabList("Parts of the run", [
      { name: "Steps", node: this.#steps.node },
      { name: "Failures", node: this.#failures.node },
      { name: "Events", node: this.#events.node },
      { name: "Logs", node: this.#logs.node, shown: () => this.#logs.load() },
    ]);
    const head = element(
      "div",
      { class: "titer-run-head" },
      element("span", { class: "titer-run-dot" }),
      this.#state,
      this.#percent,
    );
    const buttons = element("div", { class: "titer-plate-buttons" }, ...Object.values(this.#buttons));
    this.node.append(
      this.#plate,
      head,
      this.#bar,
      this.#summary,
      this.#load,
      buttons,
      this.#notice,
      this.#map.node,
      this.#tabs.node,
    );
    link.told.connect((_, event) => {
      if (event.name === "engine.changed") setText(this.#load, loadOf(event.value));
      if (event.name === "run.changed" && event.value.runId === this.#runId) this.#show(event.value);
    }, this);
    link.attached.connect(() => void this.#watch(), this);
    void this.#watch();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.#map.dispose();
    this.#link.ask("run.leave", { runId: this.#runId }).catch(() => {}); // a kernel that is gone tells nobody anyhow
    super.dispose();
  }

  /** Shows the run as it stands now. */
  #show(run: FollowedRun): void {
    if (this.isDisposed) return;
    this.#run = run;
    const going = run.state === "queued" || run.state === "running" || run.state === "paused";
    this.node.dataset.state = run.state;
    setText(this.#plate, `Run of ${run.plate}`);
    setText(this.#state, run.state);
    setText(this.#percent, percent(run.progress));
    setProgress(this.#bar, this.#fill, run.progress);
    setText(this.#summary, summaryOf(run));
    this.#notice.className = run.error ? "titer-problem" : "";
    setText(this.#notice, run.error ? `${run.error.what}. ${run.error.todo}` : "");
    this.#buttons.pause.hidden = this.#buttons.cancel.hidden = !going;
    this.#buttons.resume.hidden = going || run.state === "completed";
    this.#buttons.results.hidden = run.output === "";
    setText(this.#buttons.pause, run.state === "paused" ? "Continue" : "Pause");
    this.#map.show(wellsOfRun(run.wells), []);
    this.#steps.show(run);
    this.#failures.show(run.wells);
    this.#events.show(run.events, run.eventsLeftOut);
    this.#tabs.count("Failures", run.wells.filter(({ state }) => state === "failed").length);
  }

  async #watch(): Promise<void> {
    if (this.isDisposed) return;
    try {
      this.#show(await this.#link.ask("run.watch", { runId: this.#runId }));
      setText(this.#load, loadOf(await this.#link.ask("engine.watch", {})));
    } catch (thrown) {
      this.#problem(thrown);
    }
  }

  #pause(): Promise<void> {
    return this.#tell(this.#run?.state === "paused" ? "continue" : "pause");
  }

  async #tell(what: "cancel" | "pause" | "continue"): Promise<void> {
    await this.#link.ask("run.tell", { runId: this.#runId, what });
  }

  /** The missing wells are a new run, which this tab goes on with. */
  async #resume(): Promise<void> {
    const { runId } = await this.#link.ask("run.resume", { runId: this.#runId });
    this.#runId = runId;
    this.#logs.follow(runId);
    await this.#watch();
  }

  async #view(well?: string): Promise<void> {
    const source = { kind: "run", runId: this.#runId };
    await this.#execute("titer:view", { address: { source, ...(well === undefined ? { mode: "plate" } : { well }) } });
  }

  async #results(): Promise<void> {
    await this.#execute("titer:images", { path: this.#run?.output ?? "" });
  }

  async #openFile(well: string, file: string): Promise<void> {
    const runs = await this.#link.ask("run.list", {});
    const plate = runs.find(({ runId }) => runId === this.#runId)?.plate;
    await this.#execute("titer:images", { path: plate ?? file, well });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      this.#problem(thrown);
    }
  }

  #problem(thrown: unknown): void {
    const error = TiterError.from(thrown, "MONITOR", {}, "Try again.");
    this.#notice.className = "titer-problem";
    setText(this.#notice, messageOf(error));
  }
}

/** What the engine as a whole is busy with. */
function loadOf(engine: EngineFacts | null): string {
  if (engine === null) return "The engine has ended; it starts again with the next run.";
  const { inWork, threads, memory } = engine;
  const images = `${bytesText(memory.planes)} of ${bytesText(memory.limit)} for images`;
  return `${inWork} of ${threads} workers busy · ${images} · ${bytesText(memory.resident)} in all`;
}

function summaryOf(run: FollowedRun): string {
  const count = (state: FollowedRun["wells"][number]["state"]) =>
    run.wells.filter((well) => well.state === state).length;
  const parts = [
    duration(run.seconds),
    run.secondsLeft === null ? "" : `about ${duration(run.secondsLeft)} left`,
    `${count("done")} of ${run.wells.length} wells done`,
    count("failed") > 0 ? `${count("failed")} failed` : "",
    count("running") > 0 ? `${count("running")} in work by ${run.workers} workers` : "",
    run.kernels,
    run.output === "" ? "" : `results in ${run.output}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
