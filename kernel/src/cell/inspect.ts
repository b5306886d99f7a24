import ts from "@titer/kernel/typescript";
import type { Content } from "../messages/message.ts";
import { editedCell, utf16Offset } from "./editing.ts";
import type { Notebook } from "./notebook.ts";

/** What is known about the name at a cursor (in code points): type and documentation, as text and Markdown. */
export function describe(notebook: Notebook, text: string, cursor: number): Content | undefined {
  const at = utf16Offset(text, cursor);
  const { file, start } = editedCell(notebook, text);
  const info = [at, at - 1]
    .filter((offset) => offset >= 0)
    .map((offset) => notebook.service.language.getQuickInfoAtPosition(file, start + offset))
    .find((found) => found !== undefined);
  if (!info) return undefined;
  const signature = ts.displayPartsToString(info.displayParts);
  const documentation = ts.displayPartsToString(info.documentation);
  const tags = (info.tags ?? []).map(({ name, text: parts }) => `@${name} ${ts.displayPartsToString(parts)}`.trim());
  const rest = [documentation, ...tags].filter((part) => part !== "");
  return {
    "text/plain": [signature, ...rest].join("\n\n"),
    "text/markdown": [`\`\`\`typescript\n${signature}\n\`\`\``, ...rest].join("\n\n"),
  };
}

/** Content of `inspect_reply`. */
export function inspectReply(notebook: Notebook, text: string, cursor: number): Content {
  const data = describe(notebook, text, cursor);
  return { status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} };
}
