import { GlobalPipelineConfig } from "./classes/pipeline.ts";
import type { ConfigInfo } from "./configClass.ts";
import type { ConfigScopeName } from "./context.ts";
import { unknownField } from "./given.ts";
import { rootPath, shortName } from "./scope.ts";

/** A field of the root, or of one of its configs. */
export interface RootField {
  /** As in a cell: `numWorkers`, `pathPlanning.subDir`. */
  readonly path: string;
  /** The root's own name of it, or of the config that it is a field of. */
  readonly rootName: string;
  readonly config: ConfigInfo;
  readonly name: string;
}

/** All fields that can be set, in the root's order. */
export const rootFields: readonly RootField[] = Object.entries(GlobalPipelineConfig.fields).flatMap(
  ([rootName, field]): RootField[] => {
    if (field.kind !== "config") return [{ path: rootName, rootName, config: GlobalPipelineConfig, name: rootName }];
    const { config } = field;
    return Object.keys(config.fields).map((name) => ({
      path: `${shortName(rootName)}.${name}`,
      rootName,
      config,
      name,
    }));
  },
);

/** The configs of the root that a step can set for itself. */
export const stepConfigNames = [
  "processingConfig",
  "stepWellFilterConfig",
  "stepMaterializationConfig",
  "dtypeConfig",
  "napariStreamingConfig",
  "fijiStreamingConfig",
] as const;

/** The fields that can be set at a scope: a step has some configs only. */
export function scopeFields(scope: ConfigScopeName): readonly RootField[] {
  if (scope !== "step") return rootFields;
  const names: readonly string[] = stepConfigNames;
  return rootFields.filter(({ rootName }) => names.includes(rootName));
}

/** The field that a path means. Throws `UNKNOWN_FIELD` with the closest name. */
export function rootField(path: string): RootField {
  const [rootName, name = rootName] = rootPath(path);
  const fields = rootFields.filter((field) => field.rootName === rootName);
  const found = fields.find((field) => field.name === name);
  if (found) return found;
  throw unknownField(
    fields[0]?.config.configName ?? rootName,
    name,
    fields.map((field) => field.name),
  );
}
