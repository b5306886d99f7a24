/** What an edit changed, and how to change it back. */
export interface Edit<T> {
  readonly target: T;
  readonly before: unknown;
  readonly after: unknown;
}

/** Edits of one thing that follow each other sooner than this, in milliseconds, are undone together. */
const together = 1000;

/** Edits that can be undone and done again. */
export class EditHistory<T> {
  #done: (Edit<T> & { readonly kind: string; readonly at: number })[] = [];
  #undone: (Edit<T> & { readonly kind: string; readonly at: number })[] = [];
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** @param kind edits of the same kind in quick succession, such as the keys of one word, count as one */
  add(edit: Edit<T>, kind: string): void {
    const at = this.#now();
    const last = this.#done.at(-1);
    this.#undone = [];
    if (last?.kind === kind && at - last.at < together) {
      this.#done[this.#done.length - 1] = { ...edit, before: last.before, kind, at };
    } else this.#done.push({ ...edit, kind, at });
  }

  undo(): Edit<T> | undefined {
    const edit = this.#done.pop();
    if (edit) this.#undone.push(edit);
    return edit;
  }

  redo(): Edit<T> | undefined {
    const edit = this.#undone.pop();
    if (edit) this.#done.push({ ...edit, at: Number.NEGATIVE_INFINITY });
    return edit;
  }
}
