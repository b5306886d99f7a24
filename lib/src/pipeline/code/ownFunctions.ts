import { TiterError } from "../../errors.ts";
import type { BoundFunction } from "../../functions/define.ts";
import type { FunctionOrigin, FunctionSource } from "../../functions/source.ts";

/** The code of functions, by where they were written. */
export type FunctionCodes = ReadonlyMap<FunctionOrigin, FunctionSource>;

/** The functions that a script declares itself: their names, imports and code. */
export class OwnFunctions {
  readonly #codes: FunctionCodes;
  readonly #names = new Map<FunctionOrigin, string>();
  /** What each name of the script's top level stands for. */
  readonly #taken = new Map<string, string>();
  readonly #statements: string[] = [];

  constructor(codes: FunctionCodes = new Map()) {
    this.#codes = codes;
    for (const { imports, declarations } of codes.values()) {
      for (const { module, names } of imports)
        for (const [local, name] of Object.entries(names)) this.#take(local, `${name} of ${module}`);
      for (const statement of declarations) this.#declare(statement);
    }
  }

  /** The name of a function that the script declares; undefined for functions that it imports. */
  nameOf({ origin, declaration }: BoundFunction): string | undefined {
    const source = origin && this.#codes.get(origin);
    if (!source) return undefined;
    const known = this.#names.get(origin);
    if (known !== undefined) return known;
    const base = /[A-Za-z_$][\w$]*$/.exec(declaration.id)?.[0] ?? "fn";
    let name = base;
    for (let i = 2; this.#taken.has(name); i++) name = `${base}${i}`;
    this.#names.set(origin, name);
    this.#declare(`const ${name} = ${source.definition};`);
    return name;
  }

  /** Names that are taken at the top level. */
  get names(): readonly string[] {
    return [...this.#taken.keys()];
  }

  /** Code that travels has no types. */
  get heading(): string {
    return this.#statements.length === 0 ? "" : "// @ts-nocheck: the code of own functions has no types here.\n";
  }

  get text(): string {
    return this.#statements.map((statement) => `${statement}\n`).join("");
  }

  /** Local names by module and exported name: those of some modules, none yet, and those that the functions use. */
  imports(modules: readonly string[]): Map<string, Map<string, string>> {
    const byModule = new Map(modules.map((module) => [module, new Map<string, string>()]));
    for (const { imports } of this.#codes.values())
      for (const { module, names } of imports) {
        const inModule = byModule.get(module) ?? new Map<string, string>();
        byModule.set(module, inModule);
        for (const [local, name] of Object.entries(names)) inModule.set(name, local);
      }
    return byModule;
  }

  #declare(statement: string): void {
    const name = /^(?:var|const|class|(?:async )?function\*?)\s+([\w$]+)/.exec(statement)?.[1];
    if (this.#statements.includes(statement)) return;
    if (name !== undefined) this.#take(name, statement);
    this.#statements.push(statement);
  }

  #take(name: string, meaning: string): void {
    const before = this.#taken.get(name);
    if (before !== undefined && before !== meaning) {
      throw new TiterError("NO_CODE", {
        what: `two functions use different things of the name ${name}`,
        todo: "Give one of them another name, or write the functions into a file and import them from it.",
      });
    }
    this.#taken.set(name, meaning);
  }
}
