import { type ISignal, Signal } from "@lumino/signaling";
import type { EngineFacts, RunFacts } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";

/** How the engine stands, as kernels tell it; `undefined` while no kernel has been asked. */
export class EngineModel {
  readonly #link: ITiterLink;
  readonly #changed = new Signal<this, void>(this);
  #facts: EngineFacts | null | undefined;
  #runs: readonly RunFacts[] = [];

  constructor(link: ITiterLink) {
    this.#link = link;
    link.attached.connect(() => void this.#watch());
    link.told.connect((_, event) => {
      if (event.name === "engine.changed") this.#set(event.value);
    });
    link.stateChanged.connect((_, { kind }) => {
      if (kind === "dead" || kind === "restarting" || kind === "wrong version") this.#set(undefined);
    });
    if (link.state.kind === "ready") void this.#watch();
  }

  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  get facts(): EngineFacts | null | undefined {
    return this.#facts;
  }

  /** The runs that are known, oldest first, also while no engine runs. */
  get runs(): readonly RunFacts[] {
    return this.#runs;
  }

  /** 0..1 over the runs that go on; null when none does. */
  get progress(): number | null {
    const going = (this.#facts?.runs ?? []).flatMap(({ progress }) => (progress === null ? [] : [progress]));
    return going.length === 0 ? null : going.reduce((sum, share) => sum + share, 0) / going.length;
  }

  async start(): Promise<void> {
    this.#set(await this.#link.ask("engine.start", {}));
  }

  async stop(force: boolean): Promise<void> {
    await this.#link.ask("engine.stop", { force });
  }

  async #watch(): Promise<void> {
    try {
      const facts = await this.#link.ask("engine.watch", {});
      if (facts === null) this.#runs = await this.#link.ask("run.list", {});
      this.#set(facts);
    } catch (thrown) {
      // An engine of another version, say: what is shown then is that nothing is known of it.
      console.warn("Titer: the engine can't be watched.", thrown);
      this.#set(undefined);
    }
  }

  #set(facts: EngineFacts | null | undefined): void {
    this.#facts = facts;
    if (facts) this.#runs = facts.runs;
    this.#changed.emit();
  }
}
