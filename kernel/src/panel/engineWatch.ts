import { type EngineClient, findEngine } from "titer/engine";
import { isTiterError } from "titer/errors";
import type { EngineFacts } from "titer/protocol";
import type { PanelPage } from "./panels.ts";

/** How often the engine is asked while a page watches, in milliseconds. */
const pause = 1000;

/** Tells pages how the engine stands, whenever that changes; only looks, and starts no engine. */
export class EngineWatch {
  readonly #pages = new Set<PanelPage>();
  #engine: EngineClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #told = "";

  /** Begins to tell a page, until it goes; gives how the engine stands now. */
  async add(page: PanelPage): Promise<EngineFacts | null> {
    if (!this.#pages.has(page)) {
      this.#pages.add(page);
      page.onGone(() => this.#remove(page));
    }
    this.#timer ??= setInterval(() => void this.look(), pause);
    return this.#facts();
  }

  /** Looks now, and tells pages what has changed. */
  async look(): Promise<void> {
    const facts = await this.#facts();
    // What changes all the time is shown with what changes sometimes.
    const { uptimeSeconds: _uptime, memory: _memory, ...rest } = facts ?? { uptimeSeconds: 0, memory: null };
    const idle = facts === null || facts.inWork === 0;
    const key = JSON.stringify(idle ? rest : facts);
    if (key === this.#told) return;
    this.#told = key;
    for (const page of this.#pages) page.tell("engine.changed", facts);
  }

  #remove(page: PanelPage): void {
    this.#pages.delete(page);
    if (this.#pages.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#engine?.close();
    this.#engine = undefined;
  }

  async #facts(): Promise<EngineFacts | null> {
    try {
      this.#engine ??= await findEngine(process.env, { observer: true });
      return (await this.#engine?.request({ kind: "status" })) ?? null;
    } catch (thrown) {
      this.#engine?.close();
      this.#engine = undefined;
      if (isTiterError(thrown, "ENGINE_LOST") || isTiterError(thrown, "ENGINE_CLOSED")) return null; // it has ended
      throw thrown;
    }
  }
}
