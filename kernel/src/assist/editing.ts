import ts from "@titer/kernel/typescript";
import { isTiterError } from "titer/errors";
import { declaredNames } from "../cell/declared.ts";
import { type ConfigDirective, readDirectives, withoutDirective } from "../cell/directives.ts";
import type { Notebook } from "../cell/notebook.ts";
import { preludeFor } from "../cell/prelude.ts";
import { configText } from "./configLanguage.ts";

/** A cell that is being edited, written for the compiler with all names of the notebook in scope. */
export interface EditedCell {
  readonly file: string;
  /** Where the user's text starts in the file. */
  readonly start: number;
  /** In a configuration cell: the names that a line can begin with. */
  readonly configNames?: ReadonlySet<string>;
}

/** Writes a cell that is being edited; a directive line counts as a comment. */
export function editedCell(notebook: Notebook, source: string): EditedCell {
  const config = configOf(source);
  if (config) {
    const { prelude, text, names } = configText(source, config);
    const file = notebook.service.write("__edit", `${prelude}${text}`);
    return { file, start: prelude.length, configNames: names };
  }
  const text = withoutDirective(source);
  const declared = declaredNames(ts.createSourceFile("edit.ts", text, ts.ScriptTarget.ES2023, false));
  const prelude = preludeFor([...notebook.names.values()].filter(({ name }) => !declared.has(name)));
  return { file: notebook.service.write("__edit", `${prelude}${text}`), start: prelude.length };
}

/** What a configuration cell says; undefined for other cells, also for those whose directive is none. */
export function configOf(source: string): ConfigDirective | undefined {
  try {
    return readDirectives(source).config;
  } catch (thrown) {
    if (isTiterError(thrown, "UNKNOWN_DIRECTIVE")) return undefined;
    throw thrown;
  }
}

/** The UTF-16 offset of a cursor that Jupyter counts in code points. */
export function utf16Offset(text: string, codePoints: number): number {
  return [...text].slice(0, Math.max(0, codePoints)).join("").length;
}

/** The code point count of a UTF-16 offset. */
export function codePointOffset(text: string, utf16: number): number {
  return [...text.slice(0, utf16)].length;
}
