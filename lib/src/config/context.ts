import { TiterError } from "../errors.ts";

/** The scopes of configuration from the outermost inwards. */
export const configScopes = ["global", "pipeline", "plate", "step"] as const;
export type ConfigScopeName = (typeof configScopes)[number];

/** What was set at one scope, by config class and field. Plain data: crosses threads and processes. */
export interface ConfigContext {
  readonly scope: ConfigScopeName;
  /** The one plate (its absolute folder) or step (its name) that it holds for, inside {@link enterNamed}; absent: for all. */
  readonly of?: string;
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A value that the innermost context with one gives, and that context's scope. */
export interface InnermostValue {
  readonly value: unknown;
  readonly scope: ConfigScopeName;
}

/** Contexts inside each other. */
export interface ConfigStack {
  /** Innermost first. */
  readonly contexts: readonly ConfigContext[];
  /** By class and field. */
  readonly innermost: ReadonlyMap<string, ReadonlyMap<string, InnermostValue>>;
  /** Contexts of single plates and steps, which hold when these are entered. */
  readonly named: readonly ConfigContext[];
}

/** The stack of some contexts, innermost first. */
export function stackOf(contexts: readonly ConfigContext[], named: readonly ConfigContext[] = []): ConfigStack {
  const innermost = new Map<string, Map<string, InnermostValue>>();
  for (const { scope, values } of contexts) {
    for (const [configName, fields] of Object.entries(values)) {
      const ofClass = innermost.get(configName) ?? new Map<string, InnermostValue>();
      innermost.set(configName, ofClass);
      for (const [field, value] of Object.entries(fields)) {
        if (value !== undefined && !ofClass.has(field)) ofClass.set(field, { value, scope });
      }
    }
  }
  return { contexts, innermost, named };
}

/** No contexts at all: what is declared. */
export const noContexts: ConfigStack = stackOf([]);

interface Carrier {
  getStore(): ConfigStack | undefined;
  run<T>(stack: ConfigStack, fn: () => T): T;
}

/** In Node the stack follows await, timers and parallel tasks. */
function asyncCarrier(): Carrier | undefined {
  type Hooks = { readonly AsyncLocalStorage: new () => Carrier };
  type Host = { readonly process?: { readonly getBuiltinModule?: (id: string) => Hooks | undefined } };
  const hooks = (globalThis as Host).process?.getBuiltinModule?.("node:async_hooks");
  return hooks && new hooks.AsyncLocalStorage();
}

/** In browsers the stack holds until the function returns; an async function there must resolve before its first await. */
function syncCarrier(): Carrier {
  let current = noContexts;
  return {
    getStore: () => current,
    run(stack, fn) {
      const before = current;
      current = stack;
      try {
        return fn();
      } finally {
        current = before;
      }
    },
  };
}

const carrier: Carrier = asyncCarrier() ?? syncCarrier();

/** The contexts around the caller, innermost first. */
export function currentContexts(): readonly ConfigContext[] {
  return currentStack().contexts;
}

export function currentStack(): ConfigStack {
  return carrier.getStore() ?? noContexts;
}

/**
 * Runs a function inside contexts, in addition to those around the caller. Contexts lie by scope (global outside, step
 * inside); of two with one scope the later one is inside.
 *
 * @throws TiterError `UNKNOWN_SCOPE`.
 */
export function enterConfig<T>(contexts: readonly ConfigContext[], fn: () => T): T {
  const current = currentStack();
  const all = contexts.filter(({ of }) => of === undefined);
  const named = [...current.named, ...contexts.filter(({ of }) => of !== undefined)];
  return carrier.run(stackOf(all.reduce(entered, current.contexts), named), fn);
}

/** Runs a function for one plate or step: the contexts around the caller that were given for it alone hold inside. */
export function enterNamed<T>(scope: "plate" | "step", of: string, fn: () => T): T {
  const { contexts, named } = currentStack();
  const own = named.filter((context) => context.scope === scope && context.of === of);
  return own.length === 0 ? fn() : carrier.run(stackOf(own.reduce(entered, contexts), named), fn);
}

/** The plates or steps for which contexts around the caller hold alone. */
export function scopeNames(scope: "plate" | "step"): readonly string[] {
  return currentStack().named.flatMap((context) => (context.scope === scope ? [context.of ?? ""] : []));
}

function entered(stack: readonly ConfigContext[], context: ConfigContext): readonly ConfigContext[] {
  const rank = configScopes.indexOf(context.scope);
  if (rank < 0) {
    throw new TiterError("UNKNOWN_SCOPE", {
      what: `there is no config scope "${context.scope}"`,
      todo: `Use one of: ${configScopes.join(", ")}.`,
    });
  }
  const outside = stack.findIndex((other) => configScopes.indexOf(other.scope) <= rank);
  const at = outside < 0 ? stack.length : outside;
  return [...stack.slice(0, at), context, ...stack.slice(at)];
}
