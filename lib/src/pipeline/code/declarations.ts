import type {
  AnyNode,
  CallExpression,
  ImportDeclaration,
  MemberExpression,
  NewExpression,
  ObjectExpression,
  Property,
  VariableDeclaration,
} from "acorn";
import { isRecord } from "../../config/field.ts";
import { PipelineConfig } from "../../config/index.ts";
import { closestName, type TiterError } from "../../errors.ts";
import type { TiterFunction } from "../../functions/define.ts";
import type { Parameters, Values } from "../../functions/parameters.ts";
import { Orchestration } from "../orchestration.ts";
import { Pipeline } from "../pipeline.ts";
import { FunctionStep } from "../step.ts";
import type { CodeModules } from "./modules.ts";
import { declaredAt, refuseCode } from "./refusal.ts";
import { isKind } from "./value.ts";

const deepest = 100;

type Maker = new (given?: object) => unknown;

/** Names that code has declared so far, and the values of its expressions. */
export class Declarations {
  readonly #modules: CodeModules;
  readonly #names = new Map<string, unknown>();
  #depth = 0;

  /** @param names what is declared already; the code may declare it anew */
  constructor(modules: CodeModules, names: Readonly<Record<string, unknown>> = {}) {
    this.#modules = modules;
    for (const [name, value] of Object.entries(names)) this.#names.set(name, value);
  }

  import(statement: ImportDeclaration): void {
    const { source, specifiers } = statement;
    const module = String(source.value);
    const exported = own(this.#modules, module) as CodeModules[string] | undefined;
    if (exported === undefined) {
      throw refuse(
        source,
        `"${module}" can't be imported here`,
        `Import from: ${Object.keys(this.#modules).join(", ")}.`,
      );
    }
    if (specifiers.length === 0) throw refuse(statement, "nothing is imported", "Name what is needed.");
    for (const specifier of specifiers) {
      if (specifier.type !== "ImportSpecifier") throw refuse(specifier, "not a named import", "Write import { name }.");
      const { imported } = specifier;
      const name = imported.type === "Identifier" ? imported.name : String(imported.value);
      const value = own(exported, name);
      if (!isMaker(value) && !isFunction(value) && !isChoices(value)) {
        const near = closestName(name, Object.keys(exported));
        const todo = `${near ? `Did you mean "${near}"? ` : ""}Import functions, steps, pipelines, configs and choices.`;
        throw refuse(specifier, `"${module}" has no "${name}" that is a declaration`, todo);
      }
      this.#declare(specifier.local, value);
    }
  }

  /** The value of the last constant. */
  constants({ kind, declarations, loc }: VariableDeclaration): unknown {
    let value: unknown;
    for (const { id, init } of declarations) {
      if (kind !== "const" || !init) throw refuseCode(loc!.start, `${kind} is no declaration here`, "Use const.");
      if (id.type !== "Identifier") throw refuse(id, "a pattern is no name", "Give each constant one name.");
      value = this.value(init);
      this.#declare(id, value);
    }
    return value;
  }

  /** The value of an expression. */
  value(node: AnyNode): unknown {
    if (++this.#depth > deepest) throw refuse(node, "the code nests too deeply", "Declare inner parts as constants.");
    const value = this.#valueOf(node);
    this.#depth--;
    return value;
  }

  #valueOf(node: AnyNode): unknown {
    switch (node.type) {
      case "Literal":
        if (node.regex || node.bigint) throw refuse(node, "this is no plain value", plain);
        return node.value;
      case "TemplateLiteral":
        if (node.expressions.length > 0) throw refuse(node, "text with expressions in it", "Write the text itself.");
        return node.quasis[0]?.value.cooked;
      case "UnaryExpression":
        if (node.operator === "-" && node.argument.type === "Literal" && typeof node.argument.value === "number") {
          return -node.argument.value;
        }
        throw refuse(node, `the operator ${node.operator}`, plain);
      case "ArrayExpression":
        return node.elements.map((element) => {
          if (element === null) throw refuse(node, "a list with a hole", "Give every entry.");
          return this.value(element);
        });
      case "ObjectExpression":
        return this.#record(node);
      case "Identifier": {
        const value = this.#named(node.name, node);
        if (isMaker(value)) throw refuse(node, `${node.name} is a class`, `Write new ${node.name}({ ... }).`);
        if (isChoices(value)) throw refuse(node, `${node.name} is a list of choices`, "Take one of them by name.");
        return value;
      }
      case "MemberExpression":
        return this.#choice(node);
      case "CallExpression":
        return this.#bound(node);
      case "NewExpression":
        return this.#made(node);
      default:
        throw refuse(node, `${words(node.type)} is no declaration`, plain);
    }
  }

  #record(node: ObjectExpression): Readonly<Record<string, unknown>> {
    const entries = node.properties.map((property) => {
      if (property.type !== "Property" || property.kind !== "init" || property.method) {
        throw refuse(property, "this entry is no name with a value", "Write name: value.");
      }
      return [keyOf(property), this.value(property.value)] as const;
    });
    const names = entries.map(([name]) => name);
    const twice = names.findIndex((name, index) => names.indexOf(name) < index);
    if (twice >= 0) throw refuse(node.properties[twice]!, `"${names[twice]}" is set twice`, "Keep one of the two.");
    return Object.fromEntries(entries);
  }

  /** `GroupBy.CHANNEL` */
  #choice(node: MemberExpression): string {
    const { object, property } = node;
    if (object.type !== "Identifier" || property.type !== "Identifier" || node.computed || node.optional) {
      throw refuse(node, "this is no choice", "Write one of the choices, such as GroupBy.CHANNEL.");
    }
    const choices = this.#named(object.name, object);
    const value = isChoices(choices) ? own(choices, property.name) : undefined;
    if (typeof value === "string") return value;
    const names = isChoices(choices) ? Object.keys(choices).join(", ") : "none";
    throw refuse(property, `${object.name} has no choice "${property.name}"`, `Its choices are: ${names}.`);
  }

  /** `fn.with({ ... })` */
  #bound(node: CallExpression): unknown {
    const { callee } = node;
    const isWith =
      callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name === "with";
    if (!isWith || callee.computed || callee.optional || node.optional) {
      throw refuse(node, "a call is no declaration", "Only fn.with({ ... }) may be called.");
    }
    const bound = this.value(callee.object);
    if (!isFunction(bound)) throw refuse(callee.object, "only functions have .with", "Take one from titer/functions.");
    const parameters = this.#argument(node, "fn.with({ parameter: value })");
    // with looks at every name and value itself
    return declaredAt(node.loc!.start, () => bound.with(parameters as Partial<Values<Parameters>>));
  }

  /** `new FunctionStep({ ... })`, `new PathPlanningConfig.Lazy({ ... })` */
  #made(node: NewExpression): unknown {
    const maker = this.#maker(node.callee);
    const parts = this.#argument(node, "new Name({ field: value })");
    return declaredAt(node.loc!.start, () => new maker(parts));
  }

  #argument(node: NewExpression | CallExpression, form: string): Readonly<Record<string, unknown>> {
    const [given, more] = node.arguments;
    const parts = given ? this.value(given) : {};
    if (isRecord(parts) && !more) return parts;
    throw refuse(node, "this takes one object", `Write ${form}.`);
  }

  #maker(callee: AnyNode): Maker {
    const isLazy =
      callee.type === "MemberExpression" &&
      !callee.computed &&
      callee.property.type === "Identifier" &&
      callee.property.name === "Lazy";
    const name = isLazy ? callee.object : callee;
    const maker = name.type === "Identifier" ? this.#named(name.name, name) : undefined;
    const made = isLazy && isMaker(maker) ? own(maker, "Lazy") : maker;
    if (isMaker(made)) return made;
    throw refuse(callee, "this can't be made with new", "Make steps, pipelines, orchestrations and configs.");
  }

  #named(name: string, node: AnyNode): unknown {
    if (this.#names.has(name)) return this.#names.get(name);
    const near = closestName(name, this.#names.keys());
    throw refuse(
      node,
      `${name} is not declared above`,
      near ? `Did you mean "${near}"?` : "Import or declare it first.",
    );
  }

  #declare(node: AnyNode & { readonly name: string }, value: unknown): void {
    this.#names.set(node.name, value); // the parser refuses a name that is declared twice
  }
}

const plain = "Use numbers, texts, true, false, null, lists and objects.";

function keyOf(property: Property): string {
  const { key, computed } = property;
  if (key.type === "Literal" && typeof key.value === "string" && (computed || key.value !== "__proto__"))
    return key.value;
  if (computed) throw refuse(key, "a computed name", "Write the name itself.");
  const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
  if (name === "__proto__" || name === "") throw refuse(key, "this is no name of a field", 'Write "name": value.');
  return name;
}

function isMaker(value: unknown): value is Maker {
  if (typeof value !== "function") return false;
  return [FunctionStep, Pipeline, Orchestration, PipelineConfig].includes(value as never) || "configName" in value;
}

function isFunction(value: unknown): value is TiterFunction<Parameters> {
  return isKind(value, "bound") && "with" in value;
}

function isChoices(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((choice) => typeof choice === "string");
}

/** Only what an object itself has: no name reaches what all objects inherit. */
function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** `ArrowFunctionExpression` in words. */
function words(type: string): string {
  const text = type
    .replace(/(Expression|Declaration|Element)$/, "")
    .replace(/(?<=[a-z])[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
  return `${/^[AEIOU]/.test(text) ? "an" : "a"} ${text.toLowerCase()}`;
}

function refuse(node: AnyNode, what: string, todo: string): TiterError {
  return refuseCode(node.loc!.start, what, todo); // the parser was asked for places
}
