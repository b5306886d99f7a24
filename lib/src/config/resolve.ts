import type { ConfigInfo } from "./configClass.ts";
import type { ConfigScopeName, ConfigStack } from "./context.ts";

/** A resolved value and where it came from: a scope or the declared default, and the class that had it. */
export interface Resolved {
  readonly value: unknown;
  readonly scope: ConfigScopeName | "default";
  readonly configName: string;
}

/**
 * The one rule. For each class in the class's order that has the field: the innermost context that sets (class, field) wins;
 * if none does, the class's own declared default wins, before the next class is asked. So the class axis is outer and the
 * context axis inner. A null that was set counts; nothing found gives null, from the class itself.
 */
export function resolveField(
  config: Pick<ConfigInfo, "sources" | "configName">,
  field: string,
  { innermost }: ConfigStack,
): Resolved {
  for (const source of config.sources[field] ?? []) {
    const set = innermost.get(source.configName)?.get(field);
    if (set !== undefined) return { value: set.value, scope: set.scope, configName: source.configName };
    if (source.default !== undefined) {
      return { value: source.default, scope: "default", configName: source.configName };
    }
  }
  return { value: null, scope: "default", configName: config.configName };
}
