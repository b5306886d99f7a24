import { SourceMap } from "node:module";
import vm from "node:vm";
import ts from "@titer/kernel/typescript";
import { type Declared, declaredNames, mentionedNames, unexportedNames } from "./declared.ts";
import { inlineMap } from "./inlineMap.ts";
import { type NotebookName, postludeFor, preludeFor } from "./prelude.ts";
import { hintsFrom, type Problem, problemsOf, syntaxProblemsOf } from "./problems.ts";
import { rewriteCell, runtimeName, type StaticImport } from "./rewrite.ts";
import type { CellService } from "./service.ts";
import { flagName, makeSteps } from "./steps.ts";
import type { TracedSource } from "./trace.ts";

/** What to compile. */
export interface CellSource {
  /** Shown in messages and traces, such as `In[3]`. */
  readonly title: string;
  /** The user's text. */
  readonly text: string;
  /** What to compile: the text, with a comment of the same length in place of a directive. */
  readonly code: string;
  /** Name of the virtual module; each execution has its own, so that older cells keep their types. */
  readonly name: string;
}

/** A cell that can run. */
export interface CompiledCell extends TracedSource {
  /** Specifier of the cell's module, such as `./__cell3`. */
  readonly module: string;
  /** Where the user's text starts in the cell's file. */
  readonly start: number;
  /** JavaScript: an expression that gives `(runtime, flag, require) => generator`. */
  readonly script: string;
  readonly imports: readonly StaticImport[];
  readonly declared: readonly NotebookName[];
  /** Type errors: the cell runs all the same. */
  readonly warnings: readonly Problem[];
}

/** A cell that cannot be parsed. */
export interface BrokenCell {
  readonly title: string;
  readonly text: string;
  readonly syntaxErrors: readonly Problem[];
}

/** Whether a cell could not be parsed. */
export function isBroken(cell: CompiledCell | BrokenCell): cell is BrokenCell {
  return "syntaxErrors" in cell;
}

/**
 * Compiles a cell in five phases: names (declared, used) -> prelude (imports of earlier cells' names) -> check (syntax,
 * types) -> emit (to JavaScript, with lookups and steps) -> wrap (into a generator function).
 *
 * @param known the notebook's names and the cells that declared them last
 */
export function compileCell(
  service: CellService,
  known: ReadonlyMap<string, NotebookName>,
  source: CellSource,
): CompiledCell | BrokenCell {
  const { title, text, code, name } = source;

  const parsed = ts.createSourceFile(`${name}.ts`, code, ts.ScriptTarget.ES2023, false);
  const declared = declaredNames(parsed);

  const used = usedNames(parsed, known, declared);
  const prelude = preludeFor(used);

  const file = service.write(name, `${prelude}${code}${postludeFor(unexportedNames(parsed))}`);
  const start = prelude.length;
  const syntaxErrors = syntaxProblemsOf(service.language.getSyntacticDiagnostics(file), text, start);
  if (syntaxErrors.length > 0) return { title, text, syntaxErrors };
  const { language } = service;
  const warnings = problemsOf(language.getSemanticDiagnostics(file), text, start, hintsFrom(language, file));

  const imports: StaticImport[] = [];
  const emitted = emit(service.program(), file, { start, end: start + code.length }, imports);
  const preludeLines = prelude.split("\n").length - 1;

  const script = `(function* (${runtimeName}, ${flagName}, require) { "use strict";\n${emitted.code}\n})`;
  const twice = warnings.filter(({ code: number }) => declaredTwice.has(number));
  if (twice.length > 0 && !isScript(script)) return { title, text, syntaxErrors: twice };

  return {
    title,
    text,
    module: `./${name}`,
    script: `(function* (${runtimeName}, ${flagName}, require) { "use strict";\n${emitted.code}\n})${inlineMap(emitted.map, { text, preludeLines })}`,
    sourceMap: new SourceMap(JSON.parse(emitted.map)),
    start,
    preludeLines,
    imports,
    declared: [...declared.values()].map((entry) => ({ ...entry, cell: `./${name}` })),
    warnings,
  };
}

/** What the compiler says of names that a cell declares twice; it is no syntax error to it. */
const declaredTwice: ReadonlySet<number | string> = new Set([2300, 2451, 2440]);

function isScript(script: string): boolean {
  try {
    new vm.Script(script);
    return true;
  } catch {
    return false; // what is wrong, the compiler has said
  }
}

/** The known names that a cell mentions and does not declare itself. */
function usedNames(
  parsed: ts.SourceFile,
  known: ReadonlyMap<string, NotebookName>,
  declared: ReadonlyMap<string, Declared>,
): readonly NotebookName[] {
  return [...mentionedNames(parsed)].flatMap((name) => {
    const entry = known.get(name);
    return entry && !declared.has(name) ? [entry] : [];
  });
}

function emit(
  program: ts.Program,
  file: string,
  body: { readonly start: number; readonly end: number },
  imports: StaticImport[],
): { readonly code: string; readonly map: string } {
  const outputs = new Map<string, string>();
  const checker = program.getTypeChecker();
  const transformers = { before: [rewriteCell(checker, body, imports)], after: [makeSteps()] };
  const source = program.getSourceFile(file);
  program.emit(
    source,
    (path, content) => outputs.set(path.replace(/^.*\.js/, ".js"), content),
    undefined,
    false,
    transformers,
  );
  const code = outputs.get(".js");
  const map = outputs.get(".js.map");
  if (code === undefined || map === undefined) throw new Error(`TypeScript emitted nothing for ${file}`);
  return { code: code.replace(/\/\/# sourceMappingURL=.*\s*$/, ""), map };
}
