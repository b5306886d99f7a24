import type { ConfigNode } from "titer/config";
import type { ConfigFormValue, ConfigPlace } from "titer/protocol";
import { configGroups } from "./configGroups.ts";
import type { ConfigStore } from "./configStore.ts";
import type { FormGroup, FormModel } from "./formModel.ts";

/** The form of a configuration scope: of a cell, or of what a panel has selected. */
export class ScopeModel implements FormModel {
  readonly title: string;
  readonly groups: readonly FormGroup[];
  readonly #store: ConfigStore;
  readonly #place: ConfigPlace;
  readonly #cell: () => string;
  readonly #node: ConfigNode;

  /** @param cell the part that is edited; without it, that which counts most at the scope */
  constructor(store: ConfigStore, place: ConfigPlace, title: string, cell?: string) {
    this.title = title;
    this.groups = configGroups(place.scope);
    this.#store = store;
    this.#place = place;
    this.#cell = () => cell ?? store.partAt(place);
    this.#node = store.node(place);
  }

  /** The part that edits go to. */
  get cell(): string {
    return this.#cell();
  }

  get unwritten(): readonly string[] {
    return this.#store.unwritten(this.#cell());
  }

  value(path: string): ConfigFormValue {
    const own = this.#node.own(path);
    const placeholder = this.#node.placeholder(path);
    return own === undefined ? { placeholder } : { own, placeholder };
  }

  set(path: string, value: unknown): void {
    this.#store.set(this.#cell(), this.#place, path, value);
  }

  watch(listener: (paths: readonly string[]) => void): () => void {
    let paths: Set<string> | null = null;
    // one change comes as several: of values, of placeholders, of what is written
    const note = (changed: readonly { readonly path: string }[]) => {
      if (paths === null) {
        paths = new Set();
        queueMicrotask(() => {
          const all = [...(paths ?? [])];
          paths = null;
          listener(all);
        });
      }
      for (const { path } of changed) paths.add(path);
    };
    const stops = [this.#node.subscribe(note), this.#node.watchPlaceholders(note)];
    const written = () => note([]);
    this.#store.changed.connect(written);
    return () => {
      for (const stop of stops) stop();
      this.#store.changed.disconnect(written);
    };
  }
}
