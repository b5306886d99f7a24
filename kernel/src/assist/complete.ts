import ts from "@titer/kernel/typescript";
import { directiveForms } from "../cell/directives.ts";
import type { Notebook } from "../cell/notebook.ts";
import { scopeWords } from "../config/scopeName.ts";
import type { Content } from "../messages/message.ts";
import { codePointOffset, type EditedCell, editedCell, utf16Offset } from "./editing.ts";
import { importAt, importPaths } from "./importPaths.ts";

/** Something that can stand at the cursor. */
interface Offer {
  readonly text: string;
  readonly kind: string;
  /** Of functions: parameters and result. */
  readonly signature?: string;
}

/** What can stand between two offsets. */
interface Offers {
  readonly offers: readonly Offer[];
  readonly from: number;
  readonly to: number;
}

const identifierBefore = /[\p{ID_Continue}$]*$/u;

/** Signatures take a look at each function, so only so many offers get one. */
const mostSignatures = 40;

/** Content of `complete_reply`: what can stand at the cursor, which is counted in code points. */
export function complete(notebook: Notebook, text: string, cursor: number): Content {
  const at = utf16Offset(text, cursor);
  const { offers, from, to } = inDirective(text, at) ?? inImport(notebook, text, at) ?? inCode(notebook, text, at);
  const ends = { start: codePointOffset(text, from), end: codePointOffset(text, to) };
  return {
    status: "ok",
    matches: offers.map((offer) => offer.text),
    cursor_start: ends.start,
    cursor_end: ends.end,
    metadata: {
      _jupyter_types_experimental: offers.map(({ kind, ...offer }) => ({ ...offer, type: kind, ...ends })),
    },
  };
}

/** Directives and scopes, on a first line that begins with `%`. */
function inDirective(text: string, at: number): Offers | undefined {
  const line = text.slice(0, at);
  const word = /^\s*(%[^\s]*)$/.exec(line)?.[1];
  if (word !== undefined)
    return offersOf(
      directiveForms.map((form) => form.split(" ")[0] ?? form),
      word,
      at,
    );
  const scope = /^\s*%%(?:config\s+|context\s+(?:[^\n]*,\s*)?)(\w*)$/.exec(line)?.[1];
  return scope === undefined ? undefined : offersOf(scopeWords, scope, at);
}

function inImport(notebook: Notebook, text: string, at: number): Offers | undefined {
  const place = importAt(text, at);
  return place && offersOf(importPaths(place.typed, notebook.service.folder), place.typed, at);
}

function offersOf(words: readonly string[], typed: string, at: number): Offers {
  const offers = words.filter((word) => word.startsWith(typed)).map((word) => ({ text: word, kind: "keyword" }));
  return { offers, from: at - typed.length, to: at };
}

function inCode(notebook: Notebook, text: string, at: number): Offers {
  const cell = editedCell(notebook, text);
  const position = cell.start + at;
  const { language } = notebook.service;
  const found = language.getCompletionsAtPosition(cell.file, position, { includeCompletionsWithInsertText: false });
  const typed = identifierBefore.exec(text.slice(0, at))?.[0] ?? "";
  const span = found?.optionalReplacementSpan;
  const from = span ? span.start - cell.start : at - typed.length;
  const to = span ? Math.max(at, span.start - cell.start + span.length) : at;
  const prefix = text.slice(from, at);
  const beginsLine = /^\s*$/.test(text.slice(text.lastIndexOf("\n", from - 1) + 1, from));
  const entries = (found?.entries ?? [])
    .filter(({ name, kind }) => kind !== "warning" && matches(name, prefix) && !name.startsWith("__cell"))
    .filter((entry) => found?.isMemberCompletion || isWanted(cell, entry, beginsLine))
    .sort((a, b) => order(a.sortText, b.sortText) || order(a.name, b.name));
  const offers = entries.map(({ name, kind }, index): Offer => {
    if (index >= mostSignatures || !isCallable(kind)) return { text: name, kind };
    const details = language.getCompletionEntryDetails(cell.file, position, name, {}, undefined, {}, undefined);
    return { text: name, kind, ...signatureIn(ts.displayPartsToString(details?.displayParts), name) };
  });
  return { offers, from, to };
}

/** In configuration cells: fields at the beginning of a line, plain values behind it. */
function isWanted({ configNames }: EditedCell, { name, kind }: ts.CompletionEntry, beginsLine: boolean): boolean {
  if (!configNames) return true;
  if (beginsLine) return configNames.has(name);
  return kind === ts.ScriptElementKind.string || ["true", "false", "null"].includes(name);
}

/** Names of other cells and imports are aliases, of functions or of other things. */
function isCallable(kind: ts.ScriptElementKind): boolean {
  const { functionElement, memberFunctionElement, alias } = ts.ScriptElementKind;
  return [functionElement, memberFunctionElement, alias].includes(kind);
}

/** `(name: string): void` of a function, and what an alias stands for: `(alias) function load(name: string): void`. */
function signatureIn(details: string, name: string): Partial<Offer> {
  const [, kind] = /^\(alias\) (\w+)/.exec(details) ?? [];
  const at = details.indexOf("(", details.indexOf(name));
  const isFunction = kind === undefined || kind === "function";
  const signature =
    isFunction && at >= 0
      ? details
          .slice(at)
          .replace(/\nimport \w+$/, "")
          .replace(/\s*\n\s*/g, " ")
      : "";
  return { ...(kind !== undefined && { kind }), ...(signature !== "" && { signature }) };
}

function matches(name: string, prefix: string): boolean {
  return name.toLowerCase().startsWith(prefix.replace(/^["'`]/, "").toLowerCase());
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
