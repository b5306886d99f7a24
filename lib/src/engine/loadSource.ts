import { isBuiltin } from "node:module";
import vm from "node:vm";
import { isTiterError, messageOf, TiterError } from "../errors.ts";
import type { BoundFunction, FunctionDeclaration } from "../functions/define.ts";
import * as functions from "../functions/index.ts";
import type { Parameters } from "../functions/parameters.ts";
import type { FunctionSource, SourceImport } from "../functions/source.ts";

type Module = Readonly<Record<string, unknown>>;
type Factory = (modules: readonly Module[]) => unknown;

/**
 * The function that a source defines, evaluated in this thread. Sources come with plans, and plans only from the user
 * whom the engine belongs to. An error that it throws later says the line of its code.
 *
 * @param title shown in stack traces
 * @throws TiterError `BAD_SOURCE` when it imports something else than Titer and Node's own modules, or defines no function.
 */
export async function loadSource(source: FunctionSource, title: string): Promise<FunctionDeclaration<Parameters>> {
  const modules: Module[] = [];
  for (const wanted of source.imports) modules.push(await importAllowed(wanted, title));
  const names = source.imports.map(({ names: wanted }, index) =>
    Object.entries(wanted)
      .map(([local, name]) => {
        const from = `titer$modules[${index}]`;
        return `const ${local} = ${name === "*" ? from : `${from}[${JSON.stringify(name)}]`};`;
      })
      .join(" "),
  );
  const script = `(titer$modules) => { "use strict"; ${names.join(" ")}\n${source.declarations.join("\n")}\nreturn ${source.definition};\n}`;
  const options = { filename: title, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const make = new vm.Script(script, options).runInThisContext() as Factory; // what the line above wrote
  const made = make(modules);
  if (!isBound(made)) throw badSource(title, "it defines no function");
  const { declaration } = made;
  const run: typeof declaration.run = async (stack, values, context) => {
    try {
      return await declaration.run(stack, values, context);
    } catch (thrown) {
      throw withLine(thrown, title, script);
    }
  };
  return { ...declaration, run };
}

/** An error with the line of a script at which it was thrown, and the lines around it, where its stack says one. */
function withLine(thrown: unknown, title: string, script: string): unknown {
  if (isTiterError(thrown) || typeof thrown !== "object" || thrown === null || !("stack" in thrown)) return thrown;
  const [, at = ""] = String(thrown.stack).split(`${title}:`);
  const [line = 0, column = 0] = at.split(":").map((number) => Number.parseInt(number, 10) - 1);
  const lines = script.split("\n");
  const text = lines[line];
  if (text === undefined) return thrown;
  return new TiterError("FUNCTION_FAILED", {
    what: `${messageOf(thrown)}, at: ${text.trim()}`,
    todo: "Correct the function and compile again.",
    details: { frame: codeFrame(lines, line, column) },
    cause: thrown,
  });
}

/** A line with its neighbours and a caret below the column, both counted from 0; the first line is not the user's. */
function codeFrame(lines: readonly string[], line: number, column: number): string {
  const from = Math.max(1, line - 2);
  return lines
    .slice(from, line + 3)
    .flatMap((text, index) => {
      if (from + index !== line) return [`    ${text}`];
      return [`  > ${text}`, `    ${" ".repeat(column)}^`];
    })
    .join("\n");
}

async function importAllowed({ module, names }: SourceImport, title: string): Promise<Module> {
  // Most functions take only `defineFunction` from all of Titer, which would take a thread a second to load.
  if (module === "titer" && Object.values(names).every((name) => name in functions)) return functions;
  if (/^titer(\/[a-zA-Z]+)*$/.test(module)) return import(import.meta.resolve(module));
  if (isBuiltin(module)) return import(module);
  throw badSource(title, `it imports "${module}"`);
}

/** Functions of this process's Titer, which the source imported it from. */
function isBound(value: unknown): value is BoundFunction {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "bound";
}

function badSource(title: string, what: string): TiterError {
  return new TiterError("BAD_SOURCE", {
    what: `the code of ${title} cannot be used: ${what}`,
    todo: "Compile the pipeline again.",
  });
}
