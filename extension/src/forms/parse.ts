import type { ConfigFormUpdate, ConfigOutput } from "titer/protocol";

type Fields = Readonly<Record<string, unknown>>;

/** Checks that an output is a configuration form; throws an Error that says what it lacks. */
export function parseConfig(value: unknown): ConfigOutput {
  const form = record(value, "The output");
  if (form.version !== 1) throw new Error(`This form has version ${String(form.version)}; a newer Titer shows it.`);
  for (const name of ["formId", "title"]) text(form[name], name);
  for (const group of list(form.groups, "groups")) {
    const { name, doc, fields } = record(group, "A group");
    text(name, "A group's name");
    text(doc, "A group's doc");
    for (const field of list(fields, "fields")) {
      const { path, kind } = record(field, "A field");
      text(path, "A field's path");
      text(kind, "A field's kind");
    }
  }
  for (const one of Object.values(record(form.values, "values")))
    text(record(one, "A value").placeholder, "A placeholder");
  return value as ConfigOutput; // by the lines above
}

/** Checks what the kernel tells a form. */
export function parseUpdate(value: unknown): ConfigFormUpdate {
  const update = record(value, "The kernel's message");
  if (update.kind === "values") {
    record(update.values, "values");
    list(update.unwritten, "unwritten");
  } else if (update.kind === "refused") text(update.message, "message");
  else if (update.kind === "source") text(update.source, "source");
  else throw new Error(`The kernel sent "${String(update.kind)}".`);
  return value as ConfigFormUpdate; // by the lines above
}

function record(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${what} is no record.`);
  return value as Fields; // by the line above
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${what} is no list.`);
  return value;
}

function text(value: unknown, what: string): void {
  if (typeof value !== "string") throw new Error(`${what} is no text.`);
}
