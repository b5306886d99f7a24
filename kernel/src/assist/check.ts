import { isTiterError } from "titer/errors";
import { type CheckAnswer, type CheckMark, checkTarget } from "titer/protocol";
import { readDirectives } from "../cell/directives.ts";
import type { Notebook } from "../cell/notebook.ts";
import { type Problem, problemsOf, syntaxProblemsOf } from "../cell/problems.ts";
import type { ConfigCells } from "../config/configCells.ts";
import type { CellGlobals } from "../display/globals.ts";
import { integerField, stringField } from "../messages/fields.ts";
import { editedCell } from "./editing.ts";

/** What the compiler says of names that it does not know: a cell that has not run yet may declare them. */
const unknownNames: ReadonlySet<number | string> = new Set([2304, 2552, 18004]);

/** Answers pages that have cells checked while they are typed. */
export function serveChecks(comms: CellGlobals["comms"], notebook: Notebook, configs: ConfigCells): void {
  comms.register(checkTarget, (comm) =>
    comm.onMessage(({ data }) => {
      const marks = checkCell(notebook, configs, stringField(data, "source"));
      comm.send({ number: integerField(data, "number", 0), marks } satisfies CheckAnswer);
    }),
  );
}

/** All that is wrong with a cell's text, which is not run. */
export function checkCell(notebook: Notebook, configs: ConfigCells, source: string): readonly CheckMark[] {
  try {
    const { config } = readDirectives(source);
    if (config) return marksOf(configs.check(config).problems, source, "error");
    return checkCode(notebook, source);
  } catch (thrown) {
    if (!isTiterError(thrown, "UNKNOWN_DIRECTIVE") && !isTiterError(thrown, "UNKNOWN_SCOPE")) throw thrown;
    const from = source.search(/\S/);
    const to = Math.max(from, source.indexOf("\n") < 0 ? source.length : source.indexOf("\n"));
    return [{ from, to, severity: "error", message: `${thrown.what}. ${thrown.todo}` }];
  }
}

function checkCode(notebook: Notebook, source: string): readonly CheckMark[] {
  const { file, start } = editedCell(notebook, source);
  const { language } = notebook.service;
  const syntax = syntaxProblemsOf(language.getSyntacticDiagnostics(file), source, start);
  if (syntax.length > 0) return marksOf(syntax, source, "error");
  return marksOf(problemsOf(language.getSemanticDiagnostics(file), source, start), source, "warning");
}

function marksOf(problems: readonly Problem[], source: string, severity: CheckMark["severity"]): readonly CheckMark[] {
  const lines = source.split("\n");
  return problems.map(({ code, message, place, length }) => {
    const before = lines.slice(0, place.line).reduce((sum, line) => sum + line.length + 1, 0);
    const from = Math.min(before + place.column, source.length);
    const to = Math.min(from + length, source.length);
    return { from, to, severity: unknownNames.has(code) ? "info" : severity, message };
  });
}
