import type { FunctionSource } from "../functions/source.ts";
import { closureOf, definitionsIn, type FlatProgram, type FlatText, parseFlat } from "../travel/index.ts";

/** What a prepared program exports beside its own names. */
export interface PreparedExports {
  readonly titer$origin: {
    /** Set by whoever loaded the program. */
    source?: (definition: number) => Promise<FunctionSource>;
    readonly values: Readonly<Record<string, () => unknown>>;
  };
}

/** A program that can be run here, and how its functions' code is had. */
export interface PreparedProgram {
  readonly text: string;
  /** Tells the functions of the loaded program where their code is. */
  readonly connect: (loaded: PreparedExports) => void;
}

interface Edit {
  readonly at: number;
  readonly until?: number;
  readonly text: string;
}

/**
 * Prepares a flat program: its functions know where their code can be had, and `titer` means the package that `resolve`
 * gives.
 */
export function prepareProgram(flat: FlatText, resolve: (specifier: string) => string): PreparedProgram {
  const program = parseFlat(flat);
  const definitions = definitionsIn(program);
  const origins = definitions.map((call, index): Edit => {
    return { at: call.arguments[0]?.end ?? call.end, text: `, titer$origin(${index})` };
  });
  const text = edited(program.text, [...origins, ...importEdits(program, resolve), footer(program)]);
  return {
    text,
    connect: ({ titer$origin: origin }) => {
      const live = {
        localGlobals: new Set<string>(),
        title: (name: string) => name,
        wasAssigned: () => false,
        value: (name: string) => {
          const read = origin.values[name];
          return read && { value: read() };
        },
      };
      origin.source = async (index) => closureOf(program, definitions[index]!, live); // the program counted them
    },
  };
}

function importEdits({ statements }: FlatProgram, resolve: (specifier: string) => string): Edit[] {
  return statements.flatMap(({ node }) => {
    const source = node.type === "ImportDeclaration" ? node.source : undefined;
    const specifier = String(source?.value);
    if (!source || !/^titer(\/|$)/.test(specifier)) return [];
    return [{ at: source.start, until: source.end, text: JSON.stringify(resolve(specifier)) }];
  });
}

/** Declared as a function, so that it is there when the program's first statement runs. */
function footer({ text, variables }: FlatProgram): Edit {
  const names = [...variables]
    .filter(([, { defs }]) => defs.some(({ type }) => type === "Variable"))
    .map(([name]) => name);
  const values = names.map((name) => `${name}: () => ${name}`).join(", ");
  const map = text.lastIndexOf("//# sourceMappingURL");
  return {
    at: map < 0 ? text.length : map,
    text: `
function titer$origin(index) { return { source: () => titer$origin.source(index) }; }
titer$origin.values = { ${values} };
export { titer$origin };
`,
  };
}

function edited(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.at - a.at);
  return ordered.reduce((now, { at, until = at, text: added }) => now.slice(0, at) + added + now.slice(until), text);
}
