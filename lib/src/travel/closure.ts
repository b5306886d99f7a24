import type { CallExpression, Node } from "acorn";
import type { Variable } from "eslint-scope";
import { TiterError } from "../errors.ts";
import type { FunctionSource } from "../functions/source.ts";
import { changeOf } from "./changes.ts";
import { type FlatProgram, type FlatStatement, isInside, isPackage, type Placed, placeOf } from "./flat.ts";
import { type NameKind, nameOf, portability } from "./initializer.ts";
import { literalOf, type NoLiteral } from "./literal.ts";

/** What the process in which a program ran knows about its variables. */
export interface LiveValues {
  /** The value of a variable of the flat program now, in a box, or undefined when it is out of reach. */
  value(name: string): { readonly value: unknown } | undefined;
  /** Whether something outside the program gave a variable another value. */
  wasAssigned(name: string): boolean;
  /** How the user calls a variable of the flat program. */
  title(name: string): string;
  /** Names that are only there where the user works: `display`, ... */
  readonly localGlobals: ReadonlySet<string>;
}

/** A piece of the code that travels, at its place in the program. */
interface Piece extends Placed {
  readonly code: string;
}

/**
 * All that the expression of a function needs, as code: the declarations that it uses, directly or through others, and
 * the imports of these. Variables whose values depend on this place or moment travel by value, if they are data.
 *
 * @param definition the call of `defineFunction`; only its first argument is taken
 * @throws TiterError `CANNOT_TRAVEL` with all variables that cannot, and why
 */
export function closureOf(program: FlatProgram, definition: CallExpression, live: LiveValues): FunctionSource {
  const closure = new Closure(program, live);
  closure.follow(definition);
  for (const name of closure.localsOf(definition))
    closure.refuse(name, "is a local variable of the function around the definition; declare it at the top level");
  if (closure.refusals.size > 0) throw cannotTravel(closure.refusals);
  const end = definition.arguments[0]?.end ?? definition.end;
  return closure.source(`${program.text.slice(definition.start, end)})`);
}

class Closure {
  readonly refusals = new Map<string, string>();
  readonly #program: FlatProgram;
  readonly #live: LiveValues;
  readonly #pieces = new Map<number, Piece>();
  readonly #imports = new Map<string, Map<string, string>>();
  readonly #done = new Set<Variable>();
  readonly #packages = new Set<string>();

  constructor(program: FlatProgram, live: LiveValues) {
    this.#program = program;
    this.#live = live;
  }

  refuse(name: string, why: string): void {
    this.refusals.set(this.#live.title(name), why);
  }

  source(definition: string): FunctionSource {
    const pieces = [...this.#pieces.values()].sort((a, b) => a.start - b.start);
    return {
      imports: [...this.#imports].map(([module, names]) => ({ module, names: Object.fromEntries(names) })),
      declarations: pieces.map(({ code }) => code),
      definition,
    };
  }

  /** Takes everything that the code at a place refers to. */
  follow(place: Placed): void {
    for (const { resolved, identifier } of this.#program.referencesIn(place)) {
      if (resolved === null) this.#global(identifier.name);
      else if (resolved.scope === this.#program.top) this.#take(resolved);
    }
  }

  /** Names of variables around a place that are not of the top level. */
  localsOf(place: Placed): ReadonlySet<string> {
    const outer = this.#program.referencesIn(place).filter(({ resolved }) => {
      if (resolved === null || resolved.scope === this.#program.top) return false;
      return !isInside(placeOf(resolved.scope.block), place);
    });
    return new Set(outer.map(({ identifier }) => identifier.name));
  }

  #global(name: string): void {
    if (this.#live.localGlobals.has(name)) this.refuse(name, "is only there in the notebook");
  }

  #take(variable: Variable): void {
    if (this.#done.has(variable)) return;
    this.#done.add(variable);
    const [definition] = variable.defs;
    const statement = definition && this.#program.statementAt(placeOf(definition.name));
    if (!definition || !statement) return;
    if (definition.type === "ImportBinding") this.#import(variable.name, statement);
    else if (isPackage(statement.module)) this.#takeModule(statement);
    else if (changeOf(this.#program, variable) === "changes" || this.#live.wasAssigned(variable.name))
      this.refuse(variable.name, "changes while the notebook runs");
    // the parser's own node, in the words of ESTree
    else if (definition.type === "Variable")
      this.#takeVariable(variable, placeOf(definition.name), definition.node as unknown as Declarator);
    else this.#keep(statement.node);
  }

  #takeVariable(variable: Variable, place: Placed, declarator: Declarator): void {
    const { name } = variable;
    const { init } = declarator;
    if (init === null) this.#keep(declarator, `var ${name};`);
    else if (opensFile(init)) this.refuse(name, "is an open file; open it inside the function");
    else {
      const change = changeOf(this.#program, variable);
      const kind = portability(init, (root) => this.#kindOf(root));
      const literal = kind === "source" && change === null ? { problem: "" } : this.#literal(name);
      if (typeof literal === "string") this.#keep(place, `var ${name} = ${literal};`, false);
      else if (kind !== "value" && change !== "filled") this.#keepDeclarator(declarator);
      else this.refuse(name, `${literal.problem}, which exists only here`);
    }
  }

  #literal(name: string): string | NoLiteral {
    const live = this.#live.value(name);
    return live ? literalOf(live.value) : { problem: "has a value that cannot be read from here" };
  }

  /** One `a = b` of a declaration, as a declaration of its own. */
  #keepDeclarator(declarator: Declarator): void {
    this.#keep(declarator, `var ${this.#text(declarator)};`);
    const exported = this.#program.statements.find(({ node }) => fills(node, declarator, this.#program));
    if (exported) this.#keep(exported.node);
  }

  /** Packages travel whole: their state is their own business. Helpers of the bundler travel one by one. */
  #takeModule({ node, module }: FlatStatement): void {
    if (module === null) this.#keep(node);
    if (module === null || this.#packages.has(module)) return;
    this.#packages.add(module);
    for (const statement of this.#program.statements) {
      const kept = statement.module === module && !/^(Import|Export)/.test(statement.node.type);
      if (kept) this.#keep(statement.node);
    }
  }

  #import(local: string, { node }: FlatStatement): void {
    if (node.type !== "ImportDeclaration") return;
    const module = String(node.source.value);
    const specifier = node.specifiers.find((one) => one.local.name === local);
    const names = this.#imports.get(module) ?? new Map<string, string>();
    this.#imports.set(module, names);
    if (specifier?.type === "ImportNamespaceSpecifier") names.set(local, "*");
    else if (specifier?.type === "ImportDefaultSpecifier") names.set(local, "default");
    else if (specifier)
      names.set(local, "name" in specifier.imported ? specifier.imported.name : String(specifier.imported.value));
  }

  #keep(node: Placed, code: string = this.#text(node), follow = true): void {
    if (this.#pieces.has(node.start)) return;
    this.#pieces.set(node.start, { start: node.start, end: node.end, code });
    if (follow) this.follow(node);
  }

  #text({ start, end }: Placed): string {
    return this.#program.text.slice(start, end);
  }

  #kindOf(name: string): NameKind {
    const [definition] = this.#program.variables.get(name)?.defs ?? [];
    if (definition === undefined) return "global";
    if (definition.type !== "ImportBinding") return "own";
    const statement = this.#program.statementAt(placeOf(definition.name))?.node;
    const module = statement?.type === "ImportDeclaration" ? String(statement.source.value) : "";
    return /^titer(\/|$)/.test(module) ? "library" : "node";
  }
}

/** `name = init` of a declaration. */
interface Declarator extends Placed {
  readonly init: Node | null;
  readonly id: Node;
}

/** `__export(names, { ... })`, by which the bundler fills the object of a whole module. */
function fills(node: Node, { id }: Declarator, { text }: FlatProgram): boolean {
  const name = text.slice(id.start, id.end);
  return node.type === "ExpressionStatement" && text.startsWith(`__export(${name}, `, node.start);
}

function opensFile(init: Node): boolean {
  return "callee" in init && nameOf(init.callee as Node) === "openSync";
}

function cannotTravel(refusals: ReadonlyMap<string, string>): TiterError {
  const reasons = [...refusals].map(([name, why]) => `${name} ${why}`);
  return new TiterError("CANNOT_TRAVEL", {
    what: `the function cannot leave this process: ${reasons.join("; ")}`,
    todo: "Give the function what it needs as parameters, constants or special inputs, or make it inside the function.",
    details: { names: [...refusals.keys()] },
  });
}
