import { type ISignal, Signal } from "@lumino/signaling";
import type { FunctionEntry } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";

/** The functions that a kernel has; asked for when first needed, and again when its cells may have declared more. */
export class FunctionList {
  readonly #link: ITiterLink;
  readonly #changed = new Signal<this, void>(this);
  #entries: ReadonlyMap<string, FunctionEntry> = new Map();
  #loading: Promise<void> | null = null;

  constructor(link: ITiterLink) {
    this.#link = link;
  }

  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  get all(): readonly FunctionEntry[] {
    return [...this.#entries.values()];
  }

  get(id: string): FunctionEntry | undefined {
    return this.#entries.get(id);
  }

  /** Asks the kernel; calls at the same time ask once. */
  load(): Promise<void> {
    this.#loading ??= this.#ask().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #ask(): Promise<void> {
    const { functions } = await this.#link.ask("editor.functions", {});
    this.#entries = new Map(functions.map((entry) => [entry.id, entry]));
    this.#changed.emit();
  }
}
