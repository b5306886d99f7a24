import { type ConfigScope, configScope, enterConfig } from "titer/config";
import { TiterError } from "titer/errors";
import type { MimeBundle } from "titer/protocol";

/** Scopes that a cell can set for the whole notebook. */
const notebookScopes = ["global", "pipeline"] as const;
type NotebookScope = (typeof notebookScopes)[number];

/** The configuration that a notebook's `%%config` cells have set, one context per scope. */
export class ConfigCells {
  readonly #scopes = new Map<NotebookScope, ConfigScope>();

  /**
   * Replaces what the notebook set at a scope by the assignments of a cell, which are read and never run.
   *
   * @param body the cell's text with a blank line in place of the directive, so that lines count as in the cell
   * @returns the table of what is set now
   * @throws TiterError `UNKNOWN_SCOPE`, or what `configScope` throws; the scope then stays as it was
   */
  set(scope: string, body: string): MimeBundle {
    const name = notebookScopes.find((known) => known === scope);
    if (!name)
      throw new TiterError("UNKNOWN_SCOPE", {
        what: `a %%config cell cannot set the scope "${scope}"`,
        where: { field: scope },
        todo: `Use one of: ${notebookScopes.map((known) => `%%config ${known}`).join(", ")}.`,
        details: { known: notebookScopes },
      });
    const context = configScope(name, body);
    this.#scopes.set(name, context);
    return configTable(name, context);
  }

  /** Runs code inside the notebook's configuration; it follows awaits, timers and callbacks. */
  within<T>(run: () => T): T {
    const contexts = notebookScopes.flatMap((name) => this.#scopes.get(name) ?? []);
    return enterConfig(contexts, run);
  }
}

/** Field, value and origin of all that a scope sets, as text and as an HTML table. */
function configTable(scope: NotebookScope, context: ConfigScope): MimeBundle {
  const rows = context.describe().map(({ field, value, origin }) => [field, JSON.stringify(value), origin]);
  if (rows.length === 0) return { "text/plain": `${scope} configuration: nothing is set` };
  const head = ["field", "value", "origin"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag} style="text-align:left">${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return {
    "text/plain": [`${scope} configuration`, line(head), ...rows.map(line)].join("\n"),
    "text/html": `<table><caption>${scope} configuration</caption><thead>${row(head, "th")}</thead><tbody>${rows
      .map((cells) => row(cells, "td"))
      .join("")}</tbody></table>`,
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
