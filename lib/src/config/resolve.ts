import type { ConfigInfo } from "./configClass.ts";
import type { ConfigScopeName, ConfigStack } from "./context.ts";

/** Where a resolved value came from: a scope or the declared default, and the class that had it. */
export interface Origin {
  readonly scope: ConfigScopeName | "default";
  readonly configName: string;
}

/**
 * The one rule. For each class in the class's order that has the field: the innermost context that sets (class, field) wins;
 * if none does, the class's own declared default wins, before the next class is asked. So the class axis is outer and the
 * context axis inner. Nothing found gives null, from the class itself.
 *
 * `found` is called with the value and where it was; a null that was set counts as found.
 */
export function resolveField<R>(
  config: Pick<ConfigInfo, "sources" | "configName">,
  field: string,
  contexts: ConfigStack,
  found: (value: unknown, scope: Origin["scope"], configName: string) => R,
): R {
  for (const source of config.sources[field] ?? []) {
    for (const context of contexts) {
      const value = context.values[source.configName]?.[field];
      if (value !== undefined) return found(value, context.scope, source.configName);
    }
    if (source.default !== undefined) return found(source.default, "default", source.configName);
  }
  return found(null, "default", config.configName);
}
