import { Token } from "@lumino/coreutils";
import { type ISignal, Signal } from "@lumino/signaling";
import type { TableSource } from "titer/protocol";
import type { ObjectPlace } from "./places.ts";

/** Somebody pointed at objects of a source: a table's rows were selected, or objects in a viewer. */
export interface Pointed {
  readonly source: TableSource;
  readonly places: readonly ObjectPlace[];
  /** The one to look at: to bring into view. */
  readonly active: ObjectPlace | null;
  readonly by: unknown;
}

/** Where tables, plots and viewers of a page meet: what is selected in one is selected in the others that show the same source. */
export class ObjectLinks {
  readonly #pointed = new Signal<this, Pointed>(this);
  readonly #viewers = new Set<() => TableSource | null>();

  /** Emitted for everybody; who made it is in `by`. */
  get pointed(): ISignal<this, Pointed> {
    return this.#pointed;
  }

  point(pointed: Pointed): void {
    this.#pointed.emit(pointed);
  }

  /** A viewer joins. @param source - what it shows now. Returns how it leaves. */
  join(source: () => TableSource | null): () => void {
    this.#viewers.add(source);
    return () => this.#viewers.delete(source);
  }

  /** Whether a viewer shows a source now. */
  isShown(source: TableSource): boolean {
    return [...this.#viewers].some((viewer) => {
      const shown = viewer();
      return shown !== null && sameSource(shown, source);
    });
  }
}

/** The page's {@link ObjectLinks}. */
export const IObjectLinks: Token<ObjectLinks> = new Token(
  "@titer/jupyterlab:IObjectLinks",
  "Links the selection in result tables, plots and viewers.",
);

/** Whether two sources hold the same objects: steps of one run do. */
export function sameSource(a: TableSource, b: TableSource): boolean {
  if (a.kind === "run") return b.kind === "run" && a.runId === b.runId;
  return b.kind === "folder" && a.path === b.path;
}
