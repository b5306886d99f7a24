import type { Content } from "../messages/message.ts";
import { codePointOffset, editedCell, utf16Offset } from "./editing.ts";
import type { Notebook } from "./notebook.ts";

const identifierBefore = /[\p{ID_Continue}$]*$/u;

/** Content of `complete_reply`: what can stand at the cursor, which is counted in code points. */
export function complete(notebook: Notebook, text: string, cursor: number): Content {
  const at = utf16Offset(text, cursor);
  const { file, start } = editedCell(notebook, text);
  const found = notebook.service.language.getCompletionsAtPosition(file, start + at, {
    includeCompletionsWithInsertText: false,
  });
  const typed = identifierBefore.exec(text.slice(0, at))?.[0] ?? "";
  const span = found?.optionalReplacementSpan;
  const from = span ? span.start - start : at - typed.length;
  const to = span ? Math.max(at, span.start - start + span.length) : at;
  const prefix = text.slice(from, at);
  const entries = (found?.entries ?? [])
    .filter(({ name, kind }) => kind !== "warning" && matches(name, prefix) && !name.startsWith("__cell"))
    .sort((a, b) => order(a.sortText, b.sortText) || order(a.name, b.name));
  const ends = { start: codePointOffset(text, from), end: codePointOffset(text, to) };
  return {
    status: "ok",
    matches: entries.map(({ name }) => name),
    cursor_start: ends.start,
    cursor_end: ends.end,
    metadata: {
      _jupyter_types_experimental: entries.map(({ name, kind }) => ({ text: name, type: kind, ...ends })),
    },
  };
}

function matches(name: string, prefix: string): boolean {
  return name.toLowerCase().startsWith(prefix.replace(/^["'`]/, "").toLowerCase());
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
