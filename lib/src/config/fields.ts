import { isRecord } from "./field.ts";
import { rootField } from "./rootFields.ts";

/** Fields that are set, in the root's form: `{ numWorkers: 2, pathPlanningConfig: { subDir: "images" } }`. */
export type RootValues = Readonly<Record<string, unknown>>;

/** The value of a field, by its path in cells; undefined when it is not set. Throws `UNKNOWN_FIELD`. */
export function fieldOf(values: RootValues, path: string): unknown {
  const { rootName, name } = rootField(path);
  const value = values[rootName];
  return rootName === name ? value : (value as RootValues | undefined)?.[name];
}

/** The same values with another one for a field; undefined takes it out. Throws `UNKNOWN_FIELD`. */
export function withField(values: RootValues, path: string, value: unknown): RootValues {
  const { rootName, name } = rootField(path);
  if (rootName === name) return without({ ...values, [rootName]: value }, rootName);
  const inner = without({ ...(values[rootName] as RootValues | undefined), [name]: value }, name);
  const { [rootName]: _, ...others } = values;
  return Object.keys(inner).length === 0 ? others : { ...values, [rootName]: inner };
}

/** The values of both; where both set a field, `over` counts. */
export function mergedValues(under: RootValues, over: RootValues): RootValues {
  const all: Record<string, unknown> = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const before = all[name];
    all[name] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
  }
  return all;
}

/** A field that was set to undefined is not set. */
function without(values: RootValues, name: string): RootValues {
  if (values[name] !== undefined) return values;
  const { [name]: _, ...others } = values;
  return others;
}
