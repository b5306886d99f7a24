import { TiterError } from "../errors.ts";
import type { ConfigClass, ConfigInfo, ConfigMethods, FieldSource } from "./configClass.ts";
import { currentStack, noContexts } from "./context.ts";
import { checkParents, mergedFields } from "./declaration.ts";
import { type Fields, isRecord, type ValuesOf } from "./field.ts";
import { checkField } from "./given.ts";
import { ancestorsInOrder } from "./order.ts";
import { resolveField } from "./resolve.ts";

/** The values of several config classes together. */
export type InheritedValues<P extends readonly ConfigInfo[]> = P extends readonly [
  ConfigClass<infer V>,
  ...infer Rest extends readonly ConfigInfo[],
]
  ? V & InheritedValues<Rest>
  : unknown;

/** What a config class is declared by. */
export interface ConfigDeclaration<P extends readonly ConfigInfo[], F extends Fields> {
  readonly doc: string;
  readonly extends: P;
  readonly fields: F;
}

/**
 * Declares a config class with several parents in C3 order; the frozen base and its lazy twin come from this one declaration.
 *
 * A base instance answers every field at once: what was set, else the static default. A lazy instance answers what was set, else
 * what the contexts around the reader give, class axis outer and context axis inner. On both, `raw()` and `own()` never resolve.
 * Values are checked when set; `undefined` inherits, `null` clears where the field allows it.
 *
 * @throws TiterError `BAD_DECLARATION`, `CONFIG_CYCLE`, `CONFIG_ORDER`, `CONFIG_CONFLICT` (one field with different types).
 *
 * @example
 * ```ts
 * const CropConfig = defineConfig("CropConfig", {
 *   doc: "What is cut out.", extends: [WellFilterConfig],
 *   fields: { margin: { kind: "integer", default: 4, min: 0, unit: "px", doc: "Pixels left around an object." } },
 * });
 * new CropConfig({ margin: 8 }).margin;      // 8
 * new CropConfig.Lazy().margin;              // 4, or what a context says
 * ```
 */
export function defineConfig<const P extends readonly ConfigInfo[], const F extends Fields>(
  configName: string,
  declaration: ConfigDeclaration<P, F>,
): ConfigClass<InheritedValues<P> & ValuesOf<F>> {
  type V = InheritedValues<P> & ValuesOf<F>;
  checkParents(configName, declaration.extends);
  const ancestors = ancestorsInOrder<ConfigInfo>(configName, declaration.extends);
  const fields = mergedFields(configName, declaration.fields, ancestors);

  abstract class Instance {
    static readonly configName = configName;
    static readonly doc = declaration.doc;
    static readonly declared: Fields = Object.freeze({ ...declaration.fields });
    static readonly fields = fields;
    static readonly order: readonly ConfigInfo[] = [];
    static readonly sources = fieldSources(configName, declaration.fields, fields, ancestors);
    readonly #given: Readonly<Record<string, unknown>>;

    constructor(given: Readonly<Record<string, unknown>> = {}) {
      this.#given = checkedGiven(configName, fields, given);
      Object.freeze(this);
    }
    get configClass(): ConfigInfo {
      return Base;
    }
    raw(): Readonly<Record<string, unknown>> {
      return this.#given;
    }
    own(field: string): unknown {
      return this.#given[field];
    }
    toJSON(): Readonly<Record<string, unknown>> {
      return this.#given;
    }
  }
  class Base extends Instance {
    static readonly Lazy = class Lazy extends Instance {
      get configKind(): "lazy" {
        return "lazy";
      }
    };

    get configKind(): "base" {
      return "base";
    }

    static from(given: Readonly<Record<string, unknown>>, kind: "base" | "lazy"): ConfigMethods {
      return kind === "lazy" ? new Base.Lazy(given) : new Base(given);
    }
  }

  for (const [name, field] of Object.entries(fields)) {
    const accessor = (kind: "base" | "lazy") => ({
      enumerable: true,
      get(this: Instance): unknown {
        const own = this.own(name);
        if (field.kind === "config") return field.config.from(isRecord(own) ? own : {}, kind);
        if (own !== undefined) return own;
        return resolveField(Base, name, kind === "lazy" ? currentStack() : noContexts).value;
      },
    });
    Object.defineProperty(Base.prototype, name, accessor("base"));
    Object.defineProperty(Base.Lazy.prototype, name, accessor("lazy"));
  }
  Object.defineProperty(Base, "name", { value: configName });
  Object.defineProperty(Base.Lazy, "name", { value: `Lazy${configName}` });
  Object.defineProperty(Base, "order", { value: Object.freeze([Base, ...ancestors]) });
  // accessors for exactly the fields of V were just defined, which is what the type says and the compiler cannot see
  return Object.freeze(Base) as unknown as ConfigClass<V>;
}

/** Whether a value is an instance of a config class, from whichever copy of the package. */
export function isConfig(value: unknown): value is ConfigMethods {
  return typeof value === "object" && value !== null && "configClass" in value && "raw" in value;
}

function fieldSources(
  configName: string,
  declared: Fields,
  fields: Fields,
  ancestors: readonly ConfigInfo[],
): Readonly<Record<string, readonly FieldSource[]>> {
  const classes = [{ configName, declared, fields }, ...ancestors];
  const sourcesOf = (name: string) =>
    classes
      .filter((candidate) => name in candidate.fields)
      .map((candidate) => ({ configName: candidate.configName, default: defaultOf(candidate.declared, name) }));
  return Object.freeze(Object.fromEntries(Object.keys(fields).map((name) => [name, sourcesOf(name)])));
}

function defaultOf(declared: Fields, name: string): unknown {
  const field = declared[name];
  return field === undefined || field.kind === "config" ? undefined : (field.default ?? undefined);
}

function checkedGiven(
  configName: string,
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!isRecord(given)) {
    throw new TiterError("BAD_FIELD", {
      what: `${configName} was given ${Array.isArray(given) ? "a list" : String(given)}`,
      where: { field: configName },
      todo: `Give an object of its fields: ${Object.keys(fields).join(", ")}.`,
    });
  }
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(isConfig(given) ? given.raw() : given)) {
    if (value === undefined) continue;
    const field = checkField(configName, fields, name, value);
    checked[name] = field.kind === "config" ? nestedGiven(name, field.config, value) : frozenCopy(value);
  }
  return Object.freeze(checked);
}

function nestedGiven(name: string, wanted: ConfigInfo, value: unknown): Readonly<Record<string, unknown>> {
  if (!isConfig(value) || value.configClass.configName === wanted.configName) {
    return wanted.from(isConfig(value) ? value.raw() : (value as Readonly<Record<string, unknown>>), "lazy").raw();
  }
  throw new TiterError("BAD_FIELD", {
    what: `${name} was given a ${value.configClass.configName}`,
    where: { field: name },
    todo: `Give a ${wanted.configName} or its fields.`,
  });
}

function frozenCopy(value: unknown): unknown {
  return Array.isArray(value) ? Object.freeze([...value]) : value;
}
