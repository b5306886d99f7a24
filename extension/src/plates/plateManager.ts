import { UUID } from "@lumino/coreutils";
import { type ISignal, Signal } from "@lumino/signaling";
import { isTiterError } from "titer/errors";
import type { FollowedRun, PlatePipeline } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";
import type { KeptPlates } from "./keptPlates.ts";
import { canCompile, isGoing, type KeptPlate, type PlateEntry } from "./plateEntry.ts";
import { problemOf } from "./problem.ts";

/** What is to become of another pipeline's results in the output folder; null when the user wants nothing done. */
export type AskExisting = (entry: PlateEntry) => Promise<"keep" | "replace" | null>;

/** The plates of the panel: what is known of each, and what can be done with them. Views listen to `changed`. */
export class PlateManager {
  readonly #link: ITiterLink;
  readonly #kept: KeptPlates;
  readonly #askExisting: AskExisting;
  readonly #changed = new Signal<this, void>(this);
  #plates: readonly PlateEntry[] = [];
  #next = 1;

  constructor(link: ITiterLink, kept: KeptPlates, askExisting: AskExisting) {
    this.#link = link;
    this.#kept = kept;
    this.#askExisting = askExisting;
    link.attached.connect(() => this.#reopen());
    link.told.connect((_, event) => {
      if (event.name === "run.changed") this.#follow(event.value);
    });
  }

  /** The list or something in it has changed; entries that are the same objects have not. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  get plates(): readonly PlateEntry[] {
    return this.#plates;
  }

  find(id: number): PlateEntry | undefined {
    return this.#plates.find((plate) => plate.id === id);
  }

  /** Brings back what the page had before it was reloaded, and opens it. */
  async restore(): Promise<void> {
    const kept = await this.#kept.load();
    const known = new Set(this.#plates.map(({ path }) => path));
    const back = kept.filter(({ path }) => !known.has(path)).map((plate) => this.#entry(plate));
    this.#set([...back, ...this.#plates]);
    await Promise.all(back.map(({ id }) => this.#open(id)));
  }

  /** Puts a plate on the list, if it is not there, and opens it. Gives it; how it went stands in its state. */
  async add(path: string, pattern?: string, expanded = true): Promise<PlateEntry> {
    const known = this.#plates.find((plate) => plate.path === path || plate.facts?.path === path);
    if (known?.facts && known.pattern === pattern) return known;
    const entry = known ?? this.#entry({ path, expanded });
    const asked = pattern === undefined ? entry : { ...entry, pattern };
    this.#set(known ? this.#plates.map((one) => (one === known ? asked : one)) : [...this.#plates, asked]);
    await this.#open(entry.id);
    const opened = this.find(entry.id);
    if (opened) return opened;
    return this.#plates.find(({ path: other }) => other === path) ?? asked; // it was on the list under another path
  }

  /** Takes a plate off the list; a run goes on. */
  remove(id: number): void {
    const entry = this.find(id);
    this.#set(this.#plates.filter((plate) => plate.id !== id));
    if (entry?.facts) this.#link.ask("plate.close", { path: entry.facts.path }).catch(() => {}); // it may be gone already
  }

  /** Changes what is kept of a plate: its pipeline, its wells, whether it is expanded. */
  change(id: number, change: Partial<Pick<KeptPlate, "expanded">>): void {
    this.#update(id, change);
  }

  /** The pipeline to be run on a plate; what was compiled before does not count any more. */
  setPipeline(id: number, pipeline: PlatePipeline): void {
    this.#update(id, { pipeline, ...this.#uncompiled(id) });
  }

  /** The wells to work on; none for those that the configuration says. */
  setWells(id: number, wells: readonly string[]): void {
    const entry = this.find(id);
    if (!entry) return;
    const { wells: _before, ...rest } = { ...entry, ...this.#uncompiled(id) };
    this.#replace(wells.length === 0 ? rest : { ...rest, wells });
  }

  /** Opens a plate again. */
  async reopen(id: number): Promise<void> {
    await this.#open(id);
  }

  async compile(id: number): Promise<boolean> {
    const entry = this.find(id);
    if (!entry?.facts || !entry.pipeline || !canCompile(entry)) return false;
    const { path } = entry.facts;
    const wells = entry.wells === undefined ? {} : { wells: entry.wells };
    this.#update(id, { state: "compiling" }, ["problem", "compiled", "run", "runId"]);
    try {
      const compiled = await this.#link.ask("plate.compile", { path, pipeline: entry.pipeline, ...wells });
      this.#update(id, { state: "compiled", compiled });
      return true;
    } catch (thrown) {
      this.#update(id, { state: "compile failed", problem: problemOf(thrown) });
      return false;
    }
  }

  /** Runs a plate, compiled first when it is not. @param group - of runs that share the workers of one */
  async run(id: number, group?: string): Promise<void> {
    const entry = this.find(id);
    if (!entry?.facts || isGoing(entry)) return;
    if (entry.state !== "compiled" && !(await this.compile(id))) return;
    await this.#start(id, "refuse", group);
  }

  /** Ends a plate's run; finished wells stay. */
  async stop(id: number): Promise<void> {
    const runId = this.find(id)?.runId;
    if (runId !== undefined) await this.#tell(id, runId, "cancel");
  }

  async pause(id: number): Promise<void> {
    const { runId, state } = this.find(id) ?? {};
    if (runId !== undefined) await this.#tell(id, runId, state === "paused" ? "continue" : "pause");
  }

  /** Starts an ended run again for the wells that are missing. */
  async resume(id: number): Promise<void> {
    const runId = this.find(id)?.runId;
    if (runId === undefined) return;
    try {
      const again = await this.#link.ask("run.resume", { runId });
      await this.#watch(id, again.runId);
    } catch (thrown) {
      this.#update(id, { problem: problemOf(thrown) });
    }
  }

  async compileAll(): Promise<void> {
    for (const { id } of this.#plates.filter(canCompile)) await this.compile(id);
  }

  /** Runs all plates that can be; they share the workers of one. */
  async runAll(): Promise<void> {
    const group = UUID.uuid4();
    for (const { id } of this.#plates.filter(canCompile)) await this.run(id, group);
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#plates.filter(isGoing).map(({ id }) => this.stop(id)));
  }

  async #start(id: number, existing: "refuse" | "keep" | "replace", group: string | undefined): Promise<void> {
    const entry = this.find(id);
    if (!entry?.facts) return;
    this.#update(id, { state: "starting" }, ["problem"]);
    const { path } = entry.facts;
    try {
      const { runId } = await this.#link.ask("plate.run", {
        path,
        existing,
        ...(group === undefined ? {} : { group }),
      });
      await this.#watch(id, runId);
    } catch (thrown) {
      this.#update(id, { state: "compiled", problem: problemOf(thrown) });
      if (!isTiterError(thrown, "OUTPUT_OTHER_PLAN") || existing !== "refuse") return;
      const choice = await this.#askExisting(entry);
      if (choice !== null) await this.#start(id, choice, group);
    }
  }

  async #tell(id: number, runId: string, what: "cancel" | "pause" | "continue"): Promise<void> {
    try {
      await this.#link.ask("run.tell", { runId, what });
    } catch (thrown) {
      this.#update(id, { problem: problemOf(thrown) });
    }
  }

  async #watch(id: number, runId: string): Promise<void> {
    this.#update(id, { runId }, ["run"]);
    const run = await this.#link.ask("run.watch", { runId });
    this.#follow(run);
  }

  #follow(run: FollowedRun): void {
    for (const plate of this.#plates) {
      if (plate.runId === run.runId) this.#update(plate.id, { run, state: run.state });
    }
  }

  /** Another kernel, or the same after a restart, knows nothing of our plates. */
  #reopen(): void {
    for (const { id } of this.#plates) void this.#open(id);
  }

  async #open(id: number): Promise<void> {
    const entry = this.find(id);
    if (!entry || entry.state === "opening") return;
    this.#update(id, { state: "opening" }, ["problem", "compiled"]);
    const { path, pattern } = entry;
    try {
      const facts = await this.#link.ask("plate.open", { path, ...(pattern === undefined ? {} : { pattern }) });
      const twice = this.#plates.find((plate) => plate.id !== id && plate.facts?.path === facts.path);
      if (twice) {
        this.#set(this.#plates.filter((plate) => plate.id !== id));
        return;
      }
      this.#update(id, { state: "ready", facts, path: facts.path });
      await this.#findRun(id);
    } catch (thrown) {
      this.#update(id, { state: "could not be opened", problem: problemOf(thrown) });
    }
  }

  /** The plate's run, which went on in the engine; one that the engine has forgotten is none. */
  async #findRun(id: number): Promise<void> {
    const runId = this.find(id)?.runId;
    if (runId === undefined) return;
    try {
      this.#follow(await this.#link.ask("run.watch", { runId }));
    } catch (thrown) {
      if (!isTiterError(thrown, "UNKNOWN_RUN")) throw thrown;
      this.#update(id, {}, ["run", "runId"]);
    }
  }

  #entry(kept: KeptPlate): PlateEntry {
    return { ...kept, id: this.#next++, state: "not opened" };
  }

  /** What a change of pipeline or wells takes back. */
  #uncompiled(id: number): Partial<PlateEntry> {
    const entry = this.find(id);
    return entry?.facts && !isGoing(entry) ? { state: "ready" } : {};
  }

  #update(id: number, change: Partial<PlateEntry>, without: readonly (keyof PlateEntry)[] = []): void {
    const entry = this.find(id);
    if (!entry) return;
    const kept = Object.entries(entry).filter(([name]) => !without.includes(name as keyof PlateEntry));
    this.#replace({ ...(Object.fromEntries(kept) as unknown as PlateEntry), ...change }); // only optional fields are left out
  }

  #replace(entry: PlateEntry): void {
    this.#set(this.#plates.map((plate) => (plate.id === entry.id ? entry : plate)));
  }

  #set(plates: readonly PlateEntry[]): void {
    this.#plates = plates;
    this.#kept.save(plates.map(keptOf));
    this.#changed.emit();
  }
}

function keptOf({ path, pattern, pipeline, wells, runId, expanded }: PlateEntry): KeptPlate {
  return {
    path,
    expanded,
    ...(pattern === undefined ? {} : { pattern }),
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(wells === undefined ? {} : { wells }),
    ...(runId === undefined ? {} : { runId }),
  };
}
