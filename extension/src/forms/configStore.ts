import { type ISignal, Signal } from "@lumino/signaling";
import {
  type ConfigInput,
  ConfigNode,
  configContext,
  fieldOf,
  mergedValues,
  type RootValues,
  scopeFields,
  withField,
} from "titer/config";
import type { ConfigPart, ConfigPlace } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";
import { EditHistory } from "./editHistory.ts";

/** An edit that the kernel has not answered yet. */
interface Pending {
  readonly cell: string;
  readonly place: ConfigPlace;
  readonly path: string;
  readonly value: unknown;
}

/**
 * What the cells of a notebook set, as the page has it: forms resolve fields here by the library's own rule, so an edit shows in
 * all of them at once. The kernel owns the truth; what it says comes under the edits that it has not answered yet.
 */
export class ConfigStore {
  readonly #link: ITiterLink;
  readonly #changed = new Signal<this, void>(this);
  readonly #refused = new Signal<this, Pending & { readonly message: string }>(this);
  readonly #root = ConfigNode.root();
  readonly #pipeline = this.#root.open("pipeline");
  readonly #nodes = new Map<string, { readonly place: ConfigPlace; readonly node: ConfigNode }>();
  /** The parts that each node was filled with last. */
  readonly #filled = new Map<ConfigNode, readonly ConfigPart[]>();
  readonly #history = new EditHistory<{ readonly cell: string; readonly place: ConfigPlace; readonly path: string }>();
  /** Edits that stood in no cell's text when their kernel went. */
  #lost: readonly Pending[] = [];
  #parts: readonly ConfigPart[] = [];
  #pending: readonly Pending[] = [];
  /** The parts with the page's own edits in them. */
  #shown: readonly ConfigPart[] = [];
  #ready = false;

  constructor(link: ITiterLink) {
    this.#link = link;
    link.told.connect((_, { name, value }) => {
      if (name === "config.changed") this.#take(value.parts);
    });
    link.attached.connect(() => {
      this.#keepLost();
      void this.load();
    });
  }

  /** The set of parts changed, or whether edits wait. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  /** An edit that the kernel did not take; it is gone. */
  get refused(): ISignal<this, Pending & { readonly message: string }> {
    return this.#refused;
  }

  /** Whether the kernel has said what there is. */
  get ready(): boolean {
    return this.#ready;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Asks the kernel what there is. */
  async load(): Promise<void> {
    const { parts } = await this.#link.ask("config.parts", {});
    this.#ready = true;
    this.#take(parts);
  }

  /** The parts with the page's own edits in them. */
  parts(): readonly ConfigPart[] {
    return this.#shown;
  }

  part(cell: string): ConfigPart | undefined {
    return this.parts().find((part) => part.cell === cell);
  }

  /** The part that a panel edits at a scope: that of the cell that counts most, or one that stands in no cell. */
  partAt(place: ConfigPlace): string {
    const last = this.parts().findLast((part) => keyOf(part) === keyOf(place));
    return last?.cell ?? `panel ${keyOf(place)}`;
  }

  /** The node of a scope, for values and placeholders. */
  node(place: ConfigPlace): ConfigNode {
    if (place.scope === "global") return this.#root;
    if (place.scope === "pipeline") return this.#pipeline;
    const known = this.#nodes.get(keyOf(place));
    if (known) return known.node;
    const node = this.#pipeline.open(place.scope);
    this.#nodes.set(keyOf(place), { place, node });
    this.#fill(place, node);
    return node;
  }

  /** Sets a field; undefined inherits again. Throws `BAD_FIELD`, and changes nothing then. */
  set(cell: string, place: ConfigPlace, path: string, value: unknown): void {
    const before = fieldOf(this.part(cell)?.fields ?? {}, path);
    configContext(place.scope, withField({}, path, value) as ConfigInput); // checks the value
    this.#history.add({ target: { cell, place, path }, before, after: value }, `${cell} ${path}`);
    this.#send({ cell, place, path, value });
  }

  undo(): void {
    const edit = this.#history.undo();
    if (edit) this.#send({ ...edit.target, value: edit.before });
  }

  redo(): void {
    const edit = this.#history.redo();
    if (edit) this.#send({ ...edit.target, value: edit.after });
  }

  /** How many edits of a part went with its kernel. */
  lost(cell: string): number {
    return this.#lost.filter((edit) => edit.cell === cell).length;
  }

  /** Makes the edits again that went with the kernel, or forgets them. */
  restore(cell: string, again: boolean): void {
    const edits = this.#lost.filter((edit) => edit.cell === cell);
    this.#lost = this.#lost.filter((edit) => edit.cell !== cell);
    if (again) for (const edit of edits) this.#send(edit);
    else this.#changed.emit();
  }

  /** The fields of a part that its cell's text lacks. */
  unwritten(cell: string): readonly string[] {
    const part = this.part(cell);
    if (!part || part.fields === part.written) return [];
    const paths = scopeFields(part.scope).map(({ path }) => path);
    return paths.filter((path) => !sameJson(fieldOf(part.fields, path), fieldOf(part.written, path)));
  }

  /** A cell's text with the edits in it. Rejects with what is wrong with the text. */
  async write(cell: string, source: string): Promise<string> {
    return (await this.#link.ask("config.write", { cell, source })).source;
  }

  /** Takes the edits of a part back. */
  async revert(cell: string): Promise<void> {
    this.#take((await this.#link.ask("config.revert", { cell })).parts);
  }

  #send(edit: Pending): void {
    this.#pending = [...this.#pending, edit];
    this.#show();
    const { cell, place, path, value } = edit;
    this.#link.ask("config.set", { cell, ...place, path, ...(value !== undefined && { value }) }).then(
      ({ parts }) => this.#settle(edit, parts),
      (thrown: Error) => {
        const gone = this.#link.state.kind !== "ready" && this.#link.state.kind !== "busy";
        if (gone) this.#lost = [...this.#lost, edit];
        this.#settle(edit, this.#parts);
        if (!gone) this.#refused.emit({ ...edit, message: thrown.message });
      },
    );
  }

  /** Another kernel knows nothing of edits that were not written. */
  #keepLost(): void {
    const edits = this.#parts.flatMap(({ cell, scope, of, fields }) =>
      this.unwritten(cell).map((path) => ({
        cell,
        place: of === undefined ? { scope } : { scope, of },
        path,
        value: fieldOf(fields, path),
      })),
    );
    this.#lost = [...this.#lost, ...edits];
    this.#parts = [];
  }

  #settle(edit: Pending, parts: readonly ConfigPart[]): void {
    this.#pending = this.#pending.filter((one) => one !== edit);
    this.#take(parts);
  }

  #take(parts: readonly ConfigPart[]): void {
    this.#parts = parts;
    this.#show();
  }

  #show(): void {
    this.#shown = this.#pending.reduce<readonly ConfigPart[]>(edited, this.#parts);
    this.#fill({ scope: "global" }, this.#root);
    this.#fill({ scope: "pipeline" }, this.#pipeline);
    for (const { place, node } of this.#nodes.values()) this.#fill(place, node);
    this.#changed.emit();
  }

  #fill(place: ConfigPlace, node: ConfigNode): void {
    const key = keyOf(place);
    const parts = this.#shown.filter((part) => keyOf(part) === key);
    const before = this.#filled.get(node) ?? [];
    if (parts.length === before.length && parts.every((part, i) => part === before[i])) return;
    this.#filled.set(node, parts);
    node.load(parts.reduce<RootValues>((all, { fields }) => mergedValues(all, fields), {}) as ConfigInput);
  }
}

/** The parts with another edit in them. */
function edited(parts: readonly ConfigPart[], { cell, place, path, value }: Pending): readonly ConfigPart[] {
  const change = (part: ConfigPart) => ({ ...part, fields: withField(part.fields, path, value) });
  if (!parts.some((part) => part.cell === cell)) return [...parts, change({ cell, ...place, fields: {}, written: {} })];
  return parts.map((part) => (part.cell === cell ? change(part) : part));
}

/** One text for one scope. */
export function keyOf({ scope, of = "" }: ConfigPlace): string {
  return `${scope} ${of}`.trim();
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
