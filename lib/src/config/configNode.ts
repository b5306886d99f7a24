import { TiterError } from "../errors.ts";
import { type ConfigContext, type ConfigScopeName, configScopes, stackOf } from "./context.ts";
import { Deliveries } from "./deliveries.ts";
import { placeholderText } from "./explain.ts";
import { type Resolved, resolveField } from "./resolve.ts";
import { type RootField, rootField, rootFields } from "./rootFields.ts";
import { type ConfigInput, configContext } from "./scope.ts";

/** A field whose resolved value is another one now, as one node sees it. */
export interface ConfigChange {
  /** As in a cell: `numWorkers`, `pathPlanning.subDir`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: Resolved;
}

/** Called with all fields that one change of values changed, never with none. */
export type ConfigListener = (changes: readonly ConfigChange[]) => void;

/** An empty field of a form that reads differently now. */
export interface PlaceholderChange {
  /** As in a cell: `numWorkers`, `pathPlanning.subDir`. */
  readonly path: string;
  /** `Global default: 4` */
  readonly before: string;
  readonly after: string;
}

export type PlaceholderListener = (changes: readonly PlaceholderChange[]) => void;

/** Looks at fields before a change; gives how to look again behind it, and then what to call, if anything. */
type Watcher = (fields: readonly RootField[]) => () => (() => void) | undefined;

type ClassValues = ConfigContext["values"];

/**
 * The values set at one scope (the global one, a pipeline, a plate, a step), inside those of its parent: what a form edits.
 *
 * A node sees its own values and those around it, by the one rule: class axis outer, context axis inner. Reading changes
 * nothing. Paths are those of cells.
 *
 * @example
 * ```ts
 * const global = ConfigNode.root();
 * const step = global.open("pipeline").open("step");
 * const stop = step.subscribe((changes) => console.log(changes));
 * global.set("stepWellFilter.wellFilter", 4);          // stepWellFilter, stepMaterialization, ... of the step changed
 * step.placeholder("stepMaterialization.wellFilter");  // "Global default: 4"
 * ```
 */
export class ConfigNode {
  readonly scope: ConfigScopeName;
  readonly #parent: ConfigNode | undefined;
  readonly #deliveries: Deliveries;
  readonly #children = new Set<ConfigNode>();
  readonly #watchers = new Set<Watcher>();
  #values: ClassValues = {};

  private constructor(scope: ConfigScopeName, parent: ConfigNode | undefined) {
    this.scope = scope;
    this.#parent = parent;
    this.#deliveries = parent ? parent.#deliveries : new Deliveries();
  }

  /** A new tree: its node at the global scope. */
  static root(): ConfigNode {
    return new ConfigNode("global", undefined);
  }

  /** A new node inside this one. Throws `UNKNOWN_SCOPE` for a scope that lies further outside. */
  open(scope: ConfigScopeName): ConfigNode {
    const inside = configScopes.slice(configScopes.indexOf(this.scope));
    if (!inside.includes(scope)) {
      throw new TiterError("UNKNOWN_SCOPE", {
        what: `there is no scope "${scope}" inside the ${this.scope} scope`,
        todo: `Use one of: ${inside.join(", ")}.`,
      });
    }
    const child = new ConfigNode(scope, this);
    this.#children.add(child);
    return child;
  }

  /** Takes the node out of the tree; its subscribers hear nothing more. */
  close(): void {
    if (this.#parent) this.#parent.#children.delete(this);
    for (const child of this.#children) child.close();
    this.#watchers.clear();
  }

  /** The values of this node and those around it, for `enterConfig`. */
  contexts(): readonly ConfigContext[] {
    return this.#contexts().reverse();
  }

  /** The resolved value of a field, and where it comes from. Throws `UNKNOWN_FIELD`. */
  explain(path: string): Resolved {
    const { config, name } = rootField(path);
    return resolveField(config, name, stackOf(this.#contexts()));
  }

  /** What was set at this very node, or undefined. Throws `UNKNOWN_FIELD`. */
  own(path: string): unknown {
    const { config, name } = rootField(path);
    return this.#values[config.configName]?.[name];
  }

  /** What an empty field of the node's form shows: `Pipeline default: 4`. Throws `UNKNOWN_FIELD`. */
  placeholder(path: string): string {
    const field = rootField(path);
    const [, ...around] = this.#contexts();
    const without = { scope: this.scope, values: merged(this.#values, field, undefined) };
    return placeholderText(resolveField(field.config, field.name, stackOf([without, ...around])));
  }

  /** Sets a field; `undefined` resets it, `null` clears where the field allows it. Throws `UNKNOWN_FIELD`, `BAD_FIELD`. */
  set(path: string, value: unknown): void {
    const field = rootField(path);
    const { config, name, rootName } = field;
    const input = { [rootName]: rootName === name ? value : { [name]: value } };
    const { values } = configContext(this.scope, input as ConfigInput); // checks the value
    this.#change(merged(this.#values, field, values[config.configName]?.[name]));
  }

  /** Takes back what was set for a field, so that it inherits again. */
  reset(path: string): void {
    this.set(path, undefined);
  }

  /** Replaces all that is set at this node. Throws `UNKNOWN_FIELD`, `BAD_FIELD`. */
  load(input: ConfigInput): void {
    this.#change(configContext(this.scope, input).values);
  }

  /**
   * Calls the listener when values that this node sees change, here or around it, with exactly the fields whose resolved value
   * changed. Changes that a listener makes are delivered after those before. Returns what ends the subscription.
   */
  subscribe(listener: ConfigListener): () => void {
    return this.#watch(
      (fields) => this.#resolveAll(fields),
      (path, was, is) => (sameValue(was.value, is.value) ? [] : [{ path, before: was.value, after: is }]),
      listener,
    );
  }

  /**
   * Calls the listener with exactly the fields whose placeholder reads differently now: also when only the scope that a value
   * comes from is another one, and when the node's own value hides the change from {@link ConfigNode.subscribe}.
   */
  watchPlaceholders(listener: PlaceholderListener): () => void {
    return this.#watch(
      (fields) => this.#placeholders(fields),
      (path, before, after) => (before === after ? [] : [{ path, before, after }]),
      listener,
    );
  }

  #change(values: ClassValues): void {
    const fields = affected(this.#values, values);
    const looks = this.#inside().map((watcher) => watcher(fields));
    this.#values = values;
    this.#deliveries.deliver(looks.flatMap((look) => look() ?? []));
  }

  /** What empty fields show; the contexts are put together once for all that are not set here. */
  #placeholders(fields: readonly RootField[]): string[] {
    const stack = stackOf(this.#contexts());
    return fields.map((field) => {
      const isSet = this.#values[field.config.configName]?.[field.name] !== undefined;
      return isSet ? this.placeholder(field.path) : placeholderText(resolveField(field.config, field.name, stack));
    });
  }

  #resolveAll(fields: readonly RootField[]): Resolved[] {
    const stack = stackOf(this.#contexts());
    return fields.map(({ config, name }) => resolveField(config, name, stack));
  }

  /** Looks at fields before and after each change, and tells the listener what `difference` makes of the two. */
  #watch<T, C>(
    look: (fields: readonly RootField[]) => readonly T[],
    difference: (path: string, before: T, after: T) => readonly C[],
    listener: (changes: readonly C[]) => void,
  ): () => void {
    const watcher: Watcher = (fields) => {
      const before = look(fields);
      return () => {
        const after = look(fields);
        const changes = fields.flatMap(({ path }, i) => difference(path, before[i]!, after[i]!));
        if (changes.length === 0) return undefined;
        return () => {
          if (this.#watchers.has(watcher)) listener(changes); // it may have been ended meanwhile
        };
      };
    };
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  /** The watchers of all nodes that see this one's values. */
  #inside(): Watcher[] {
    return [...this.#watchers, ...[...this.#children].flatMap((child) => child.#inside())];
  }

  /** Innermost first. */
  #contexts(): ConfigContext[] {
    const around = this.#parent ? this.#parent.#contexts() : [];
    return [{ scope: this.scope, values: this.#values }, ...around];
  }
}

/** The values with another value of a field, or without it. */
function merged(values: ClassValues, { config, name }: RootField, value: unknown): ClassValues {
  const { [name]: _, ...others } = values[config.configName] ?? {};
  return { ...values, [config.configName]: value === undefined ? others : { ...others, [name]: value } };
}

/** The fields that may resolve to something else: all that look at what differs. */
function affected(before: ClassValues, after: ClassValues): RootField[] {
  const differs = (configName: string, name: string) =>
    !sameValue(before[configName]?.[name], after[configName]?.[name]);
  return rootFields.filter(({ config, name }) => config.sources[name]?.some((one) => differs(one.configName, name)));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}
