import { type ConfigNode, type Field, GlobalPipelineConfig, type RootField, rootFields } from "titer/config";
import { stepConfigNames } from "titer/pipeline";
import type { ConfigFormField, ConfigFormGroup, ConfigFormValue } from "titer/protocol";
import type { ScopeName } from "./scopeName.ts";

/** The fields that can be set at a scope: a step has some configs only. */
export function fieldsOf({ scope }: ScopeName): readonly RootField[] {
  if (scope !== "step") return rootFields;
  const names: readonly string[] = stepConfigNames;
  return rootFields.filter(({ rootName }) => names.includes(rootName));
}

/** The fields of a scope in groups: the root's own first, then each config. */
export function formGroups(name: ScopeName): readonly ConfigFormGroup[] {
  const groups = new Map<string, { doc: string; fields: ConfigFormField[] }>();
  for (const field of fieldsOf(name)) {
    const { config, rootName } = field;
    const isRoot = config === GlobalPipelineConfig;
    const group = groups.get(isRoot ? "" : rootName) ?? { doc: isRoot ? "" : config.doc, fields: [] };
    groups.set(isRoot ? "" : rootName, group);
    group.fields.push(formField(field));
  }
  return [...groups].map(([group, rest]) => ({ name: group.replace(/Config$/, ""), ...rest }));
}

/** What the fields of a scope hold now, by path. */
export function formValues(name: ScopeName, node: ConfigNode): Readonly<Record<string, ConfigFormValue>> {
  return Object.fromEntries(
    fieldsOf(name).map(({ path }) => {
      const own = node.own(path);
      const placeholder = node.placeholder(path);
      return [path, own === undefined ? { placeholder } : { own, placeholder }];
    }),
  );
}

function formField({ path, config, name }: RootField): ConfigFormField {
  const field = config.fields[name] as Exclude<Field, { kind: "config" }>; // rootFields lists no configs
  return {
    path,
    kind: field.kind,
    doc: field.doc,
    ...(field.unit !== undefined && { unit: field.unit }),
    ...("min" in field && field.min !== undefined && { min: field.min }),
    ...("max" in field && field.max !== undefined && { max: field.max }),
    ...("choices" in field && { choices: field.choices }),
    nullable: field.nullable ?? false,
  };
}
