import ts from "@titer/kernel/typescript";
import type { Notebook } from "../cell/notebook.ts";
import type { ConfigCells } from "../config/configCells.ts";
import type { Content } from "../messages/message.ts";
import { configOf, editedCell, utf16Offset } from "./editing.ts";
import { liveNotes, originText } from "./liveNotes.ts";

/** Parts of the kernel that know something about names. */
export interface InspectParts {
  readonly notebook: Notebook;
  readonly configs: ConfigCells;
}

/**
 * What is known about the name at a cursor (in code points), as text and Markdown: type and documentation; of functions
 * their parameters with units and defaults; of fields of configs and of configuration cells the value now and its origin.
 */
export async function describe(parts: InspectParts, text: string, cursor: number): Promise<Content | undefined> {
  const { notebook } = parts;
  const at = utf16Offset(text, cursor);
  const cell = editedCell(notebook, text);
  const { language } = notebook.service;
  const found = [at, at - 1]
    .filter((offset) => offset >= 0)
    .map((offset) => ({ offset, info: language.getQuickInfoAtPosition(cell.file, cell.start + offset) }))
    .find(({ info }) => info !== undefined);
  if (!found?.info) return undefined;
  const { info, offset } = found;
  const signature = ts.displayPartsToString(info.displayParts);
  const documentation = ts.displayPartsToString(info.documentation);
  const tags = (info.tags ?? []).map(({ name, text: words }) => `@${name} ${ts.displayPartsToString(words)}`.trim());
  const notes = cell.configNames ? configNote(parts, text, offset) : await liveNotes(notebook, cell, offset);
  const rest = [documentation, ...notes, ...tags].filter((part) => part !== "");
  return {
    "text/plain": [signature, ...rest].join("\n\n"),
    "text/markdown": [`\`\`\`typescript\n${signature}\n\`\`\``, ...rest].join("\n\n"),
  };
}

/** The value that a field has at the scope of a configuration cell now. */
function configNote({ configs }: InspectParts, text: string, offset: number): readonly string[] {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1);
  const path = /^\s*([\w.]+)/.exec(line)?.[1] ?? "";
  const found = configs.explain(configOf(text)?.scope ?? "", path);
  return found ? [originText(found)] : [];
}

/** Content of `inspect_reply`. */
export async function inspectReply(parts: InspectParts, text: string, cursor: number): Promise<Content> {
  const data = await describe(parts, text, cursor);
  return { status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} };
}
