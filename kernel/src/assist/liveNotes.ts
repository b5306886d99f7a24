import ts from "@titer/kernel/typescript";
import { explain, isConfig, type Resolved } from "titer/config";
import type { BoundFunction } from "titer/functions";
import type { Notebook } from "../cell/notebook.ts";
import type { EditedCell } from "./editing.ts";
import { functionDoc, parameterDoc } from "./functionDocs.ts";

/**
 * What the running notebook, and the library, know about the name at an offset: the value and origin of a config's field,
 * the declaration of a function, a parameter of it. Nothing is run for it: only fields of configs are read.
 */
export async function liveNotes(
  notebook: Notebook,
  { file, start }: EditedCell,
  at: number,
): Promise<readonly string[]> {
  const program = notebook.service.program();
  const source = program.getSourceFile(file);
  const name = source && identifierAt(source, start + at);
  if (!name) return [];
  const look = new Look(notebook, program.getTypeChecker(), start);
  const notes = [look.field(name), await look.bound(name), await look.parameter(name)];
  return notes.filter((note) => note !== undefined);
}

/** A value and where it comes from, in words. */
export function originText({
  value,
  scope,
  configName,
}: Pick<Resolved, "value" | "configName"> & { scope: string }): string {
  const from =
    scope === "default" ? "the declared default" : scope === "own" ? "the instance itself" : `the ${scope} scope`;
  return `Value: ${JSON.stringify(value)}, from ${from} (${configName}).`;
}

class Look {
  readonly #notebook: Notebook;
  readonly #checker: ts.TypeChecker;
  readonly #start: number;

  constructor(notebook: Notebook, checker: ts.TypeChecker, start: number) {
    this.#notebook = notebook;
    this.#checker = checker;
    this.#start = start;
  }

  /** `cfg.numWorkers`, `cfg.pathPlanningConfig.subDir` */
  field({ text, parent }: ts.Identifier): string | undefined {
    if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== text) return undefined;
    const config = this.#valueOf(parent.expression);
    if (!isConfig(config) || config.configClass.fields[text]?.kind === "config") return undefined;
    return Object.hasOwn(config.configClass.fields, text) ? originText(explain(config, text)) : undefined;
  }

  /** A function of the notebook or of the library. */
  async bound(name: ts.Identifier): Promise<string | undefined> {
    const found = await this.#function(name);
    return found && functionDoc(found);
  }

  /** `fn.with({ name: ... })` */
  async parameter(name: ts.Identifier): Promise<string | undefined> {
    const literal = name.parent.parent;
    if (!ts.isPropertyAssignment(name.parent) || !ts.isObjectLiteralExpression(literal)) return undefined;
    const call = literal.parent;
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
    const { expression, name: method } = call.expression;
    const found = method.text === "with" ? await this.#function(expression) : undefined;
    return found && parameterDoc(found.declaration, name.text);
  }

  async #function(node: ts.Node): Promise<BoundFunction | undefined> {
    if (!ts.isIdentifier(node)) return undefined;
    const value = this.#valueOf(node);
    if (isBound(value)) return value;
    const symbol = this.#checker.getSymbolAtLocation(node);
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    const file = target?.declarations?.[0]?.getSourceFile().fileName ?? "";
    if (!target || !file.includes("/functions/library/")) return undefined;
    const library: Readonly<Record<string, unknown>> = await import("titer/functions");
    const exported = library[target.name];
    return isBound(exported) ? exported : undefined;
  }

  /** The value of names of earlier cells and of fields of configs. */
  #valueOf(node: ts.Node): unknown {
    if (ts.isIdentifier(node)) return this.#isOwn(node) ? undefined : Reflect.get(this.#notebook.values, node.text);
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    const config = this.#valueOf(node.expression);
    const name = node.name.text;
    if (!isConfig(config) || !Object.hasOwn(config.configClass.fields, name)) return undefined;
    return Reflect.get(config, name);
  }

  /** Whether a name is declared in the cell that is being edited. */
  #isOwn(node: ts.Identifier): boolean {
    const symbol = this.#checker.getSymbolAtLocation(node);
    const file = node.getSourceFile();
    return symbol?.declarations?.some((one) => one.getSourceFile() === file && one.getStart() >= this.#start) ?? true;
  }
}

function identifierAt(source: ts.SourceFile, position: number): ts.Identifier | undefined {
  const find = (node: ts.Node): ts.Identifier | undefined => {
    if (ts.isIdentifier(node) && node.getStart() <= position && position <= node.getEnd()) return node;
    return ts.forEachChild(node, find);
  };
  return find(source);
}

function isBound(value: unknown): value is BoundFunction {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "bound";
}
