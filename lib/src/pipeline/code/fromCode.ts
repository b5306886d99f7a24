import { type Options, type Program, parse } from "acorn";
import { messageOf } from "../../errors.ts";
import { Declarations } from "./declarations.ts";
import { type CodeModules, codeModules } from "./modules.ts";
import { type Place, refuseCode } from "./refusal.ts";
import { type CodeValue, isCodeValue } from "./value.ts";

/**
 * The value that code declares as its default export or, as cells do, in its last line: a constant or an expression. The code is parsed, never run: it may hold imports, constants and one
 * default export, made of plain data, `new` of steps, pipelines, orchestrations and configs, `fn.with({ ... })`, and choices
 * such as `GroupBy.CHANNEL`. Runs in browsers too.
 *
 * @param names - what is there under a name already, such as the functions of a notebook's cells.
 * @param modules - what may be imported beside `titer` and `titer/functions`, such as `{ "./mine.ts": { threshold } }`.
 * @throws TiterError `CODE_REFUSED` for anything else, with `details.line` and `details.column` (both from 1); the refusals of
 * what is declared (`BAD_STEP`, `UNKNOWN_PARAMETER`, `BAD_FIELD`, ...) with the same details.
 *
 * @example
 * ```ts
 * const step = fromCode(toCode(new FunctionStep({ name: "clean", func: tophat })));
 * ```
 */
export function fromCode(
  text: string,
  modules: CodeModules = {},
  names: Readonly<Record<string, unknown>> = {},
): CodeValue {
  const declarations = new Declarations(codeModules(modules), names);
  const { body } = parsed(text);
  let exported: { readonly value: unknown; readonly at: Place } | undefined;
  for (const statement of body) {
    const at = statement.loc!.start; // the parser was asked for places
    if (exported) throw refuseCode(at, "code goes on after the default export", "Put constants before it.");
    if (statement.type === "ImportDeclaration") declarations.import(statement);
    else if (statement.type === "VariableDeclaration") {
      const value = declarations.constants(statement);
      if (statement === body.at(-1)) exported = { value, at };
    } else if (statement.type === "ExportDefaultDeclaration") {
      exported = { value: declarations.value(statement.declaration), at };
    } else if (statement.type === "ExpressionStatement" && statement === body.at(-1)) {
      exported = { value: declarations.value(statement.expression), at };
    } else throw refuseCode(at, "this statement is no declaration", "Use only import, const and export default.");
  }
  if (exported === undefined) {
    throw refuseCode(
      { line: 1, column: 0 },
      "nothing is declared",
      "End with export default and a value, or with a constant.",
    );
  }
  if (isCodeValue(exported.value)) return exported.value;
  const todo = "Export a step, a list of steps, a pipeline, an orchestration, a config or a function.";
  throw refuseCode(exported.at, "the value is none of what code can stand for", todo);
}

const options: Options = { ecmaVersion: "latest", sourceType: "module", locations: true };

function parsed(text: string): Program {
  try {
    return parse(text, options);
  } catch (thrown) {
    if (typeof thrown !== "object" || thrown === null || !("loc" in thrown)) throw thrown;
    const what = messageOf(thrown).replace(/ \(\d+:\d+\)$/, "");
    const todo = "Use declarations without types: import, const and export default.";
    throw refuseCode(thrown.loc as Place, what, todo, thrown); // every error of the parser has its place
  }
}
