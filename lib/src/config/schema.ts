import type { ConfigInfo, ConfigMethods } from "./configClass.ts";
import { noContexts } from "./context.ts";
import { isConfig } from "./define.ts";
import type { Field } from "./field.ts";
import { resolveField } from "./resolve.ts";

/** JSON Schema (draft 7) of what can be set for a config class or a field. */
export interface ConfigSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly items?: ConfigSchema;
  readonly anyOf?: readonly ConfigSchema[];
  readonly properties?: Readonly<Record<string, ConfigSchema>>;
  readonly additionalProperties?: false;
  readonly "x-titer"?: SchemaNotes;
}

/** What forms need beside the schema. */
export interface SchemaNotes {
  readonly kind: Field["kind"];
  readonly unit?: string;
  /** The declared default; null when there is none. */
  readonly default: unknown;
}

/**
 * The JSON Schema of what can be set on a config: every field is optional, as what is left out is inherited.
 *
 * Declared defaults stand under `x-titer`, not under `default`: forms write a schema's `default` into their data, and a value
 * that was inherited would become one that was set. Rules of a field beyond its kind (`check`) are not in the schema.
 *
 * @example
 * ```ts
 * toSchema(ZarrConfig).properties?.compressionLevel;
 * // { type: "integer", minimum: 0, maximum: 9, description: "...", "x-titer": { kind: "integer", default: 3 } }
 * ```
 */
export function toSchema(config: ConfigInfo | ConfigMethods): ConfigSchema {
  const { configName, ...rest } = objectSchema(isConfig(config) ? config.configClass : config);
  return { $schema: "http://json-schema.org/draft-07/schema#", title: configName, ...rest };
}

function objectSchema(config: ConfigInfo): ConfigSchema & { readonly configName: string } {
  const properties = Object.entries(config.fields).map(([name, field]) => [name, fieldSchema(config, name, field)]);
  return {
    configName: config.configName,
    description: config.doc,
    type: "object",
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

function fieldSchema(config: ConfigInfo, name: string, field: Field): ConfigSchema {
  if (field.kind === "config") {
    const { configName, ...rest } = objectSchema(field.config);
    return { title: configName, ...rest };
  }
  const notes: SchemaNotes = {
    kind: field.kind,
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    default: resolveField(config, name, noContexts).value,
  };
  return {
    ...(field.nullable ? orNull(valueSchema(field)) : valueSchema(field)),
    description: field.doc,
    "x-titer": notes,
  };
}

function valueSchema(field: Exclude<Field, { kind: "config" }>): ConfigSchema {
  switch (field.kind) {
    case "boolean":
      return { type: "boolean" };
    case "text":
      return { type: "string" };
    case "choice":
      return { type: "string", enum: field.choices };
    case "choices":
      return { type: "array", items: { type: "string", enum: field.choices } };
    case "texts":
      return { type: "array", items: { type: "string" } };
    case "wellFilter":
      return {
        anyOf: [
          { title: "The first so many wells", type: "integer", minimum: 1 },
          { title: "An expression such as A01:B06", ...someText },
          { title: "Wells", type: "array", items: someText, minItems: 1 },
        ],
      };
    case "integer":
    case "number":
      return {
        type: field.kind,
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
      };
    default:
      return field satisfies never;
  }
}

const someText: ConfigSchema = { type: "string", pattern: "\\S" };

function orNull(schema: ConfigSchema): ConfigSchema {
  if (schema.anyOf) return { anyOf: [...schema.anyOf, { title: "None", type: "null" }] };
  const type = [...[schema.type ?? []].flat(), "null"];
  return { ...schema, type, ...(schema.enum ? { enum: [...schema.enum, null] } : {}) };
}
