import {
  type ConfigContext,
  type ConfigInput,
  ConfigNode,
  mergedValues,
  type RootValues,
  withField,
} from "titer/config";
import { TiterError } from "titer/errors";
import type { ConfigPart } from "titer/protocol";
import { type ScopeName, scopeForms, scopeKey } from "./scopeName.ts";

/** How the keys of parts begin that stand in no cell. */
const panelKey = "panel ";

/** What one cell sets. */
interface CellSettings {
  readonly name: ScopeName;
  readonly fields: RootValues;
  /** What the cell's text says, without edits in a form. */
  readonly written: RootValues;
}

/**
 * The configuration that a notebook's cells have set. Each cell has its own part, which is replaced when the cell runs
 * again and goes when the cell goes; where two cells set a field of one scope, the one that ran last counts.
 */
export class NotebookScopes {
  readonly #global = ConfigNode.root();
  readonly #pipeline = this.#global.open("pipeline");
  readonly #nodes = new Map<string, { readonly name: ScopeName; readonly node: ConfigNode }>();
  /** In the order in which they ran. */
  readonly #cells = new Map<string, CellSettings>();
  readonly #listeners = new Set<() => void>();

  /** Replaces what a cell sets. Throws `UNKNOWN_FIELD` or `BAD_FIELD`, and changes nothing then. */
  set(cell: string, name: ScopeName, fields: RootValues): void {
    const before = this.#cells.get(cell);
    const settings = { name, fields, written: fields };
    this.#change(cell, settings, before && scopeKey(before.name) !== scopeKey(name) ? [before.name, name] : [name]);
  }

  /**
   * Sets a field of a cell's part, or of a panel's, which is made when it is not there; undefined takes it out.
   *
   * @throws TiterError `UNKNOWN_FIELD`, `BAD_FIELD`, `UNKNOWN_CELL`
   */
  edit(cell: string, path: string, value: unknown, name: ScopeName): void {
    const isNew = cell.startsWith(panelKey) && !this.#cells.has(cell);
    const settings = isNew ? { name, fields: {}, written: {} } : this.#settings(cell);
    const fields = withField(settings.fields, path, value);
    this.#change(cell, { ...settings, fields }, [settings.name], false);
  }

  /** Takes edits of a cell's part back. Throws `UNKNOWN_CELL`. */
  revert(cell: string): void {
    const settings = this.#settings(cell);
    this.#change(cell, { ...settings, fields: settings.written }, [settings.name], false);
  }

  /** All parts, in the order in which they count. */
  parts(): readonly ConfigPart[] {
    return [...this.#cells].map(([cell, { name, fields, written }]) => ({ cell, ...name, fields, written }));
  }

  /** What a cell's part says, with edits and as it is written. Throws `UNKNOWN_CELL`. */
  partOf(cell: string): Pick<CellSettings, "fields" | "written" | "name"> {
    return this.#settings(cell);
  }

  /** Whether a cell sets configuration. */
  has(cell: string): boolean {
    return this.#cells.has(cell);
  }

  /** Takes a cell's part out, if it has one. */
  forget(cell: string): void {
    const settings = this.#cells.get(cell);
    if (settings) this.#change(cell, undefined, [settings.name]);
  }

  /** Takes the parts of cells out whose keys fit. */
  forgetAll(fits: (cell: string, name: ScopeName) => boolean): void {
    for (const [cell, { name }] of [...this.#cells]) if (fits(cell, name)) this.forget(cell);
  }

  /** The node of a scope, for forms and origins. */
  node(name: ScopeName): ConfigNode {
    if (name.scope === "global") return this.#global;
    if (name.scope === "pipeline") return this.#pipeline;
    const known = this.#nodes.get(scopeKey(name));
    if (known) return known.node;
    const node = this.#pipeline.open(name.scope);
    this.#nodes.set(scopeKey(name), { name, node });
    return node;
  }

  /** All contexts: those of single plates and steps wait for these. */
  contexts(): readonly ConfigContext[] {
    const names: ScopeName[] = [{ scope: "global" }, { scope: "pipeline" }];
    return [...names, ...[...this.#nodes.values()].map(({ name }) => name)].map((name) => this.#contextOf(name));
  }

  /** The contexts of some scopes, inside the global one; those of a plate or step hold at once. Throws `UNKNOWN_SCOPE`. */
  chosen(names: readonly ScopeName[]): readonly ConfigContext[] {
    const inside = names.filter(({ scope }) => scope !== "global");
    for (const name of inside) if (name.of !== undefined && !this.#isSet(name)) throw this.#notSet(name);
    return [{ scope: "global" } as const, ...inside].map((name) => {
      const { scope, values } = this.#contextOf(name);
      return { scope, values };
    });
  }

  /** Calls the listener after each change. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #settings(cell: string): CellSettings {
    const settings = this.#cells.get(cell);
    if (settings) return settings;
    throw new TiterError("UNKNOWN_CELL", {
      what: "the form's cell is not there any more, or sets no configuration now",
      todo: "Run the configuration cell again.",
    });
  }

  #contextOf(name: ScopeName): ConfigContext {
    const context = this.node(name).contexts().at(-1)!; // its own is the innermost
    return name.of === undefined ? context : { ...context, of: name.of };
  }

  #isSet(name: ScopeName): boolean {
    return [...this.#cells.values()].some((cell) => scopeKey(cell.name) === scopeKey(name));
  }

  #notSet({ scope, of }: ScopeName): TiterError {
    const known = [...this.#cells.values()].flatMap(({ name }) => (name.scope === scope ? [name.of] : []));
    return new TiterError("UNKNOWN_SCOPE", {
      what: `no cell sets the ${scope} "${of}"`,
      todo: `Run its %%config cell first; set are: ${known.join(", ") || "none"}. The scopes are: ${scopeForms}.`,
    });
  }

  /** Puts a cell's part into place, as the last one unless `last` is false, when its scopes take it. */
  #change(cell: string, settings: CellSettings | undefined, scopes: readonly ScopeName[], last = true): void {
    const next = new Map(this.#cells);
    if (last) next.delete(cell);
    if (settings) next.set(cell, settings);
    for (const name of scopes) {
      const parts = [...next.values()].filter((part) => scopeKey(part.name) === scopeKey(name));
      this.node(name).load(parts.reduce<RootValues>((all, { fields }) => mergedValues(all, fields), {}) as ConfigInput);
    }
    this.#cells.clear();
    for (const [key, part] of next) this.#cells.set(key, part);
    for (const listener of this.#listeners) listener();
  }
}
