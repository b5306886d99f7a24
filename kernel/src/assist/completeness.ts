import ts from "@titer/kernel/typescript";
import type { Notebook } from "../cell/notebook.ts";
import type { Content } from "../messages/message.ts";
import { editedCell } from "./editing.ts";

/** Unterminated template literals and comments, which more text can end. */
const unterminated = new Set([1160, 1010]);

/** Content of `is_complete_reply`: incomplete when the first syntax error is that the text ends. */
export function completeness(notebook: Notebook, text: string): Content {
  if (/^\s*%%config\b/.test(text)) return { status: "complete" };
  const { file, start } = editedCell(notebook, text);
  const [first] = notebook.service.language.getSyntacticDiagnostics(file);
  if (!first) return { status: "complete" };
  const atEnd = first.start - start >= text.trimEnd().length;
  if (!atEnd && !unterminated.has(first.code)) return { status: "invalid" };
  return { status: "incomplete", indent: " ".repeat(2 * openBrackets(text)) };
}

/** How many brackets are open at the end of a text. */
function openBrackets(text: string): number {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true, ts.LanguageVariant.Standard, text);
  let open = 0;
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const { OpenBraceToken, OpenBracketToken, OpenParenToken } = ts.SyntaxKind;
    const { CloseBraceToken, CloseBracketToken, CloseParenToken } = ts.SyntaxKind;
    if (token === OpenBraceToken || token === OpenBracketToken || token === OpenParenToken) open += 1;
    if (token === CloseBraceToken || token === CloseBracketToken || token === CloseParenToken) open -= 1;
  }
  return Math.max(0, open);
}
