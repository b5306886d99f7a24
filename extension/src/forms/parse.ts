import { configScopes } from "titer/config";
import { type ConfigOutput, guards } from "titer/protocol";

const { fields, string, oneOf, record, optional } = guards;
const output = fields({
  cell: string,
  title: string,
  scope: oneOf(...configScopes),
  of: optional(string),
  values: record(fields({ placeholder: string })),
});

/** Checks that an output is a configuration form; throws an Error that says what is wrong. */
export function parseConfig(value: unknown): ConfigOutput {
  const version = (value as Partial<ConfigOutput> | null)?.version as number | undefined;
  if (version !== 2)
    throw new Error(`This form has version ${String(version)}, and this page shows 2. Run its cell again.`);
  output(value, "output");
  return value as ConfigOutput; // by the lines above
}
