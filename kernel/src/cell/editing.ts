import ts from "@titer/kernel/typescript";
import { declaredNames } from "./declared.ts";
import { withoutDirective } from "./directives.ts";
import type { Notebook } from "./notebook.ts";
import { preludeFor } from "./prelude.ts";

/** A cell that is being edited, written for the compiler with all names of the notebook in scope. */
export interface EditedCell {
  readonly file: string;
  /** Where the user's text starts in the file. */
  readonly start: number;
}

/** Writes a cell that is being edited; a directive line counts as a comment. */
export function editedCell(notebook: Notebook, source: string): EditedCell {
  const text = withoutDirective(source);
  const declared = declaredNames(ts.createSourceFile("edit.ts", text, ts.ScriptTarget.ES2023, false));
  const prelude = preludeFor([...notebook.names.values()].filter(({ name }) => !declared.has(name)));
  return { file: notebook.service.write("__edit", `${prelude}${text}`), start: prelude.length };
}

/** The UTF-16 offset of a cursor that Jupyter counts in code points. */
export function utf16Offset(text: string, codePoints: number): number {
  return [...text].slice(0, Math.max(0, codePoints)).join("").length;
}

/** The code point count of a UTF-16 offset. */
export function codePointOffset(text: string, utf16: number): number {
  return [...text.slice(0, utf16)].length;
}
