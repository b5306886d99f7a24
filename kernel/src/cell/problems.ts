import ts from "@titer/kernel/typescript";
import { codeFrame, type Place } from "./codeFrame.ts";

/** Something that is wrong with a cell. */
export interface Problem {
  /** The compiler's number, or a code of Titer's own. */
  readonly code: number | string;
  readonly message: string;
  readonly place: Place;
  /** Length of the marked text, at least 1. */
  readonly length: number;
  /** How it can be corrected, when the compiler knows. */
  readonly hints?: readonly string[];
}

/** Messages about what a cell may do although a module may not, or that a user can do nothing about. */
const accepted = new Set([
  7016, // a package without types: its names are `any`
  1108, // `return` outside a function ends the cell
]);

/** Syntax errors of a cell's text; what is missing at its very end is found behind it and shown at its end. */
export function syntaxProblemsOf(found: readonly ts.Diagnostic[], text: string, start: number): readonly Problem[] {
  const end = start + text.trimEnd().length;
  const moved = found.map((one) =>
    one.start === undefined || one.start <= end ? one : { ...one, start: end, length: 1 },
  );
  return problemsOf(moved, text, start);
}

/** The problems of some diagnostics that lie in the user's own text, which starts at `start` of the file, with hints. */
export function problemsOf(
  diagnostics: readonly ts.Diagnostic[],
  text: string,
  start: number,
  hintsOf: (problem: ts.Diagnostic) => readonly string[] = () => [],
): readonly Problem[] {
  return diagnostics.flatMap((diagnostic) => {
    const at = (diagnostic.start ?? 0) - start;
    const isError = diagnostic.category === ts.DiagnosticCategory.Error;
    if (!isError || accepted.has(diagnostic.code) || at < 0 || at > text.length) return [];
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    const length = Math.max(1, diagnostic.length ?? 1);
    return [{ code: diagnostic.code, message, place: placeAt(text, at), length, hints: hintsOf(diagnostic) }];
  });
}

/** Looking for corrections takes time, so only so many problems of a cell get hints. */
const mostHints = 5;

/** Says what the compiler would change to correct a problem, or asks; for the first few problems that are asked about. */
export function hintsFrom(language: ts.LanguageService, file: string): (problem: ts.Diagnostic) => readonly string[] {
  let asked = 0;
  return ({ start, length = 0, code, relatedInformation = [] }) => {
    if (start === undefined || asked++ >= mostHints) return [];
    const questions = relatedInformation
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))
      .filter((message) => message.startsWith("Did you"));
    const fixes = language.getCodeFixesAtPosition(file, start, start + length, [code], {}, {});
    return [...new Set([...questions, ...fixes.map(({ description }) => description)])].slice(0, 2);
  };
}

/** Problems as text: position, message and code frame each. */
export function renderProblems(problems: readonly Problem[], text: string, title: string, kind: string): string {
  return problems
    .map(({ code, message, place, length, hints = [] }) => {
      const position = `${title}:${place.line + 1}:${place.column + 1}`;
      return `${position} - ${kind} ${typeof code === "number" ? `TS${code}` : code}: ${message}\n${[codeFrame(text, place, length), ...hints.map((hint) => `hint: ${hint}`)].join("\n")}\n`;
    })
    .join("\n");
}

/** Line and column of an offset. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split("\n").length - 1;
  return { line, column: offset - (before.lastIndexOf("\n") + 1) };
}
