import type { Fields } from "./field.ts";

/** Only some fields, at every level of nesting; `undefined` inherits. */
export type Given<V> = {
  readonly [K in keyof V]?:
    | (V[K] extends readonly unknown[] | string | number | boolean | null ? V[K] : Given<V[K]>)
    | undefined;
};

/** What every config instance can say about itself. */
export interface ConfigMethods {
  readonly configClass: ConfigInfo;
  /** Whether fields that were not set have the static defaults, or what the contexts around the reader give. */
  readonly configKind: "base" | "lazy";
  /** Only what was set on this instance, never resolved. */
  raw(): Readonly<Record<string, unknown>>;
  /** What was set for one field, or undefined; never resolved. */
  own(field: string): unknown;
  toJSON(): Readonly<Record<string, unknown>>;
}

/** An instance of a config class: its fields, and {@link ConfigMethods}. */
export type Config<V> = V & ConfigMethods;

/** What is known of a config class, whatever its fields. */
export interface ConfigInfo {
  readonly configName: string;
  readonly doc: string;
  /** The class itself, then its parents in C3 order. */
  readonly order: readonly ConfigInfo[];
  /** Fields that this class declares itself. */
  readonly declared: Fields;
  /** All fields, inherited ones included; the nearest declaration counts. */
  readonly fields: Fields;
  /** For each field the classes that have it, in order, with their own declared defaults. */
  readonly sources: Readonly<Record<string, readonly FieldSource[]>>;
  /** An instance from values that nobody has looked at yet. Throws `UNKNOWN_FIELD` and `BAD_FIELD`. */
  from(given: Readonly<Record<string, unknown>>, kind: "base" | "lazy"): ConfigMethods;
}

/**
 * A config class: `new PathPlanningConfig({ ... })` has all values at once, what was set and the static defaults;
 * `new PathPlanningConfig.Lazy({ ... })` holds only what was set and answers each field from the contexts around the reader.
 */
export interface ConfigClass<V> extends ConfigInfo {
  new (given?: Given<V>): Config<V>;
  readonly Lazy: new (given?: Given<V>) => Config<V>;
  /** Carries the fields' types; never there at run time. */
  readonly fieldTypes?: V;
}

/** A class that is asked for a field. */
export interface FieldSource {
  readonly configName: string;
  /** Its own declared default; undefined when it only inherits the field or declares none. */
  readonly default: unknown;
}
