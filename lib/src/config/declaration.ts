import { closestName, type ErrorParts, TiterError } from "../errors.ts";
import type { ConfigInfo } from "./configClass.ts";
import { complaint, type Field, type Fields } from "./field.ts";

/** What is refused here can't be told from the types of a cell: cells may be plain JavaScript. */

const identifier = /^[A-Za-z_$][\w$]*$/;
const reserved = ["configClass", "configKind", "raw", "own", "toJSON", "constructor", "__proto__"];
const kinds: readonly Field["kind"][] = [
  "integer",
  "number",
  "boolean",
  "text",
  "choice",
  "choices",
  "texts",
  "wellFilter",
  "config",
];

/**
 * Refuses parents that are not there, and parents of the class's own name: an ancestor of itself, in a notebook mostly a
 * class that was declared again below its children.
 *
 * @throws TiterError `BAD_DECLARATION`, `CONFIG_CYCLE`.
 */
export function checkParents(configName: string, parents: readonly (ConfigInfo | undefined)[]): void {
  if (!identifier.test(configName)) {
    throw refusal("BAD_DECLARATION", configName, `"${configName}" is no name for a config class`, {
      todo: "Use letters, digits and _, such as CropConfig.",
    });
  }
  for (const [index, parent] of parents.entries()) {
    if (parent?.order === undefined) {
      throw refusal("CONFIG_CYCLE", configName, `parent ${index + 1} of ${configName} is not declared yet`, {
        todo: "Declare parents first; two classes can't extend each other.",
      });
    }
    if (!parent.order.some((ancestor) => ancestor.configName === configName)) continue;
    const path =
      parent.configName === configName ? configName : `${configName} -> ${parent.configName} -> ${configName}`;
    throw refusal("CONFIG_CYCLE", configName, `${configName} would be its own ancestor: ${path}`, {
      todo: "Give the new class another name, or leave the parent out.",
    });
  }
}

/**
 * All fields of a class; the nearest declaration of a field counts. Values are inherited along the ancestors, so all
 * declarations of a field must take the same type of value.
 *
 * @throws TiterError `BAD_DECLARATION`, `CONFIG_CONFLICT`.
 */
export function mergedFields(configName: string, declared: Fields, ancestors: readonly ConfigInfo[]): Fields {
  for (const [name, field] of Object.entries(declared)) checkDeclared(configName, name, field);
  const fields: Record<string, { readonly field: Field; readonly owner: string }> = {};
  for (const owner of [{ configName, declared }, ...ancestors]) {
    for (const [name, field] of Object.entries(owner.declared)) {
      const nearer = fields[name];
      if (nearer === undefined) fields[name] = { field, owner: owner.configName };
      else checkSameType(`${configName}.${name}`, nearer, { field, owner: owner.configName });
    }
  }
  checkNames(configName, ancestors);
  return Object.freeze(Object.fromEntries(Object.entries(fields).map(([name, { field }]) => [name, field])));
}

function checkDeclared(configName: string, name: string, field: Field): void {
  const place = `${configName}.${name}`;
  if (reserved.includes(name) || !identifier.test(name)) {
    throw refusal("BAD_DECLARATION", place, `a field can't be called "${name}"`, {
      todo: `Use letters, digits and _, and none of: ${reserved.join(", ")}.`,
    });
  }
  if (!kinds.includes(field.kind)) {
    const near = closestName(String(field.kind), kinds);
    throw refusal("BAD_DECLARATION", place, `there is no kind of field "${field.kind}"`, {
      todo: `${near ? `Did you mean "${near}"? ` : ""}Use one of: ${kinds.join(", ")}.`,
    });
  }
  if (field.kind === "config") return;
  const wanted = field.default === null ? undefined : complaint(field, field.default);
  if (wanted === undefined) return;
  throw refusal(
    "BAD_DECLARATION",
    place,
    `the default ${JSON.stringify(field.default)} is not allowed by its own field`,
    {
      todo: `Give ${wanted}.`,
    },
  );
}

interface Declared {
  readonly field: Field;
  readonly owner: string;
}

function checkSameType(place: string, nearer: Declared, farther: Declared): void {
  const [near, far] = [typeText(nearer.field), typeText(farther.field)];
  if (near === far) return;
  throw refusal(
    "CONFIG_CONFLICT",
    place,
    `${place} is declared by ${nearer.owner} as ${near}, by ${farther.owner} as ${far}`,
    {
      todo: "Declare the field with one type in both classes, or give it another name.",
    },
  );
}

function typeText(field: Field): string {
  if (field.kind === "config") return field.config.configName;
  const choices = "choices" in field ? ` of ${[...field.choices].sort().join(", ")}` : "";
  return `${field.kind}${choices}${field.nullable ? " or null" : ""}`;
}

/** Values are kept by the class's name, so one name can't mean two classes. */
function checkNames(configName: string, ancestors: readonly ConfigInfo[]): void {
  const names = ancestors.map((ancestor) => ancestor.configName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw refusal("CONFIG_CONFLICT", configName, `two different ancestors of ${configName} are called ${twice}`, {
    todo: "Declare the parents again after the class that they share, or rename one.",
  });
}

function refusal(code: string, field: string, what: string, rest: Pick<ErrorParts, "todo">): TiterError {
  return new TiterError(code, { what, where: { field }, ...rest });
}
