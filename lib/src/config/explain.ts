import type { ConfigInfo, ConfigMethods } from "./configClass.ts";
import { currentStack } from "./context.ts";
import { unknownField } from "./given.ts";
import { type Resolved, resolveField } from "./resolve.ts";

/** A value and where it came from; `own` is the instance itself. */
export interface Explanation {
  readonly value: unknown;
  readonly scope: Resolved["scope"] | "own";
  readonly configName: string;
}

/**
 * The value of a field and its origin, seen from the contexts around the caller.
 *
 * @throws TiterError `UNKNOWN_FIELD`.
 */
export function explain(config: ConfigMethods, field: string): Explanation {
  const own = config.own(field);
  const { configName } = config.configClass;
  return own === undefined ? inherited(config.configClass, field) : { value: own, scope: "own", configName };
}

/** What a field would be if the instance sets nothing. */
function inherited(config: ConfigInfo, field: string): Resolved {
  if (!Object.hasOwn(config.fields, field)) throw unknownField(config.configName, field, Object.keys(config.fields));
  return resolveField(config, field, currentStack());
}

/** What an empty form field shows, seen from the contexts around the caller: `Pipeline default: 4`, `Default: images`, `Global default: none`. */
export function placeholder(config: ConfigInfo, field: string): string {
  return placeholderText(inherited(config, field));
}

/** A value and its origin in words. */
export function placeholderText({ value, scope }: Pick<Explanation, "value" | "scope">): string {
  const shown = Array.isArray(value) ? value.join(", ") || "none" : String(value ?? "none");
  return scope === "default" ? `Default: ${shown}` : `${scope[0]?.toUpperCase()}${scope.slice(1)} default: ${shown}`;
}
