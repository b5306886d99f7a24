import { GlobalPipelineConfig, type PipelineFields } from "./classes/pipeline.ts";
import type { ConfigMethods, Given } from "./configClass.ts";
import { type ConfigContext, type ConfigScopeName, enterConfig } from "./context.ts";
import { isConfig } from "./define.ts";
import { isRecord } from "./field.ts";
import { unknownField } from "./given.ts";

/** What a scope can be given: fields of the root and of its configs, or one config instance. */
export type ConfigInput = Given<PipelineFields> | ConfigMethods;

/**
 * Runs a function with values set at a scope; the function and whatever it awaits see them.
 *
 * In browsers, which have no AsyncLocalStorage, values hold only until the function's first await.
 *
 * @throws TiterError `UNKNOWN_FIELD`, `BAD_FIELD`, `UNKNOWN_SCOPE`.
 *
 * @example
 * ```ts
 * await withConfig("pipeline", { numWorkers: 2, pathPlanningConfig: { outputDirSuffix: "_titer" } }, () => compile(steps, plate));
 * ```
 */
export function withConfig<T>(scope: ConfigScopeName, values: ConfigInput, fn: () => T): T {
  return enterConfig([configContext(scope, values)], fn);
}

/** Checked values as a context; `undefined` fields are left out, as they inherit. */
export function configContext(scope: ConfigScopeName, input: ConfigInput): ConfigContext {
  if (!isConfig(input)) return { scope, values: byClass(new GlobalPipelineConfig(input)) };
  if (input.configClass.configName === GlobalPipelineConfig.configName) return { scope, values: byClass(input) };
  return { scope, values: { [input.configClass.configName]: input.raw() } };
}

function byClass(root: ConfigMethods): ConfigContext["values"] {
  const scalars: Record<string, unknown> = {};
  const values: Record<string, Readonly<Record<string, unknown>>> = { [root.configClass.configName]: scalars };
  for (const [name, value] of Object.entries(root.raw())) {
    const field = root.configClass.fields[name];
    if (field?.kind === "config" && isRecord(value)) values[field.config.configName] = value;
    else scalars[name] = value;
  }
  return values;
}

/**
 * The field of the root that a path in a cell or form means: `numWorkers`, `pathPlanning.subDir` or
 * `pathPlanningConfig.subDir`; a config goes by its name with or without `Config`.
 *
 * @throws TiterError `UNKNOWN_FIELD` with the closest name.
 */
export function rootPath(path: string): readonly [string] | readonly [string, string] {
  const [first = "", ...rest] = path.split(".");
  const { fields, configName } = GlobalPipelineConfig;
  const name = [first, `${first}Config`].find((candidate) => Object.hasOwn(fields, candidate));
  const field = name === undefined ? undefined : fields[name];
  if (name === undefined || field === undefined) {
    throw unknownField(configName, first, Object.keys(fields).map(shortName));
  }
  if (field.kind !== "config" && rest.length === 0) return [name];
  const [second, ...more] = rest;
  if (field.kind === "config" && second !== undefined && more.length === 0) return [name, second];
  const inner =
    field.kind === "config" ? Object.keys(field.config.fields).map((f) => `${shortName(name)}.${f}`) : [name];
  throw unknownField(configName, path, inner);
}

/** The short name of a config in cells and forms. */
export function shortName(name: string): string {
  return name.replace(/Config$/, "");
}
