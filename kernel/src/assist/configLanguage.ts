import * as config from "titer/config";
import { configScopes, type Field, type RootField, scopeFields } from "titer/config";
import type { ConfigDirective } from "../cell/directives.ts";

/** A configuration cell as TypeScript, for completion and documentation; positions in the text are kept. */
export interface ConfigText {
  /** Declares the fields of the cell's scope. */
  readonly prelude: string;
  /** The cell's text, with comments and directive as TypeScript has them. */
  readonly text: string;
  /** The names that a line can begin with. */
  readonly names: ReadonlySet<string>;
}

/** The text of a cell for the compiler: assignments to declared variables. */
export function configText(source: string, { scope: written }: ConfigDirective): ConfigText {
  const scope = configScopes.find((known) => known === written.split(/\s/)[0]) ?? "pipeline";
  const groups = new Map<string, RootField[]>();
  for (const field of scopeFields(scope)) {
    const [group = "", inner] = field.path.split(".");
    groups.set(group, [...(groups.get(group) ?? []), ...(inner === undefined ? [] : [field])]);
    if (inner === undefined) groups.set(group, [field]);
  }
  const prelude = [...groups].map(([name, fields]) => declaration(name, fields)).join("\n");
  const lines = source.split("\n").map((line, index) => (index === 0 ? line.replace("%%", "//") : tsComment(line)));
  return { prelude: `${prelude}\n${choiceNames}\n`, text: lines.join("\n"), names: new Set(groups.keys()) };
}

/** Declares `Backend.MEMORY` and the other choices that have names. */
const choiceNames = Object.entries(config)
  .filter(([, value]) => typeof value === "object" && !Array.isArray(value))
  .filter(([, value]) => Object.values(value).every((one) => typeof one === "string"))
  .map(([name, value]) => {
    const members = Object.entries(value).map(([member, choice]) => `readonly ${member}: ${JSON.stringify(choice)};`);
    return `declare const ${name}: { ${members.join(" ")} };`;
  })
  .join("\n");

function declaration(name: string, fields: readonly RootField[]): string {
  const [first] = fields;
  if (first && !first.path.includes(".")) return `${docOf(first)}\ndeclare let ${name}: ${typeOf(fieldAt(first))};`;
  const members = fields.map((field) => `${docOf(field)}\n${field.name}: ${typeOf(fieldAt(field))};`);
  return `/** ${first?.config.doc ?? ""} */\ndeclare const ${name}: {\n${members.join("\n")}\n};`;
}

function docOf(root: RootField): string {
  const field = fieldAt(root);
  const limits = "min" in field || "max" in field ? [`From ${field.min ?? "any"} to ${field.max ?? "any"}.`] : [];
  const unit = field.unit === undefined ? [] : [`In ${field.unit}.`];
  const none = field.nullable ? ["null stands for none."] : [];
  return `/** ${[field.doc, ...unit, ...limits, ...none].join(" ").replaceAll("*/", "* /")} */`;
}

type ValueField = Exclude<Field, { kind: "config" }>;

function fieldAt({ config, name }: RootField): ValueField {
  return config.fields[name] as ValueField; // rootFields lists no configs
}

function typeOf(field: ValueField): string {
  const plain = plainType(field);
  return field.nullable ? `${plain} | null` : plain;
}

function plainType(field: ValueField): string {
  switch (field.kind) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "text":
      return "string";
    case "texts":
      return "string[]";
    case "wellFilter":
      return "number | string | string[]";
    case "choice":
      return union(field.choices);
    case "choices":
      return `(${union(field.choices)})[]`;
    default:
      return field satisfies never;
  }
}

function union(choices: readonly string[]): string {
  return choices.map((choice) => JSON.stringify(choice)).join(" | ");
}

/** A comment that begins with `#` as one that begins with `//`, of the same length. */
function tsComment(line: string): string {
  return line.replace(/^([^"']*?(?:"[^"]*"|'[^']*'|[^"'#])*?)#(.?)/, (_, before: string, next: string) =>
    next === "" ? `${before} ` : `${before}//`,
  );
}
