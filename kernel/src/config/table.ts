import { type ConfigNode, rootFields, scopeFields } from "titer/config";
import type { MimeBundle } from "titer/protocol";
import { type ScopeName, scopeTitle } from "./scopeName.ts";

/** What is set at a scope and around it, for readers without the form: field, value and origin as text and as HTML. */
export function scopeTable(name: ScopeName, node: ConfigNode): MimeBundle {
  const title = scopeTitle(name);
  const paths = new Set(scopeFields(name.scope).map(({ path }) => path));
  const rows = rootFields.flatMap(({ path }) => {
    const { value, scope, configName } = node.explain(path);
    if (!paths.has(path) || scope === "default") return [];
    return [[path, JSON.stringify(value), `${scope}, ${configName}`]];
  });
  if (rows.length === 0) return { "text/plain": `${title}: nothing is set` };
  const head = ["field", "value", "origin"];
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag} style="text-align:left">${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return {
    "text/plain": [title, line(head), ...rows.map(line)].join("\n"),
    "text/html": `<table><caption>${escapeHtml(title)}</caption><thead>${row(head, "th")}</thead><tbody>${rows
      .map((cells) => row(cells, "td"))
      .join("")}</tbody></table>`,
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
