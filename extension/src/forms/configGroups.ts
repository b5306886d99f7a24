import { type ConfigScopeName, type Field, GlobalPipelineConfig, type RootField, scopeFields } from "titer/config";
import type { FormField, FormGroup } from "./formModel.ts";

/** The fields of a configuration scope in groups: the root's own first, then each config. */
export function configGroups(scope: ConfigScopeName): readonly FormGroup[] {
  const groups = new Map<string, { doc: string; fields: FormField[] }>();
  for (const field of scopeFields(scope)) {
    const { config, rootName } = field;
    const isRoot = config === GlobalPipelineConfig;
    const name = isRoot ? "" : rootName.replace(/Config$/, "");
    const group = groups.get(name) ?? { doc: isRoot ? "" : config.doc, fields: [] };
    groups.set(name, group);
    group.fields.push(formField(field));
  }
  return [...groups].map(([name, rest]) => ({ name, ...rest }));
}

function formField({ path, config, name }: RootField): FormField {
  const field = config.fields[name] as Exclude<Field, { kind: "config" }>; // fields of a scope are no configs
  return {
    path,
    label: name,
    kind: field.kind,
    doc: field.doc,
    ...(field.unit !== undefined && { unit: field.unit }),
    ...("min" in field && field.min !== undefined && { min: field.min }),
    ...("max" in field && field.max !== undefined && { max: field.max }),
    ...("choices" in field && { choices: field.choices }),
    nullable: field.nullable ?? false,
  };
}
