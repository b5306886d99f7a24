import { type MimeBundle, type ValueOutput, valueMime } from "../protocol/display.ts";

/** What a value's table shows. */
export interface ValueTable {
  /** The value in a line. */
  readonly title: string;
  /** Sentences below the title; empty ones are left out. */
  readonly notes: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A title, sentences and a table: as data, as aligned text and as HTML, in which every text is escaped. */
export function tableBundle(kind: ValueOutput["kind"], table: ValueTable): MimeBundle {
  const output: ValueOutput = { version: 1, kind, ...table };
  return { [valueMime]: output, "text/plain": asText(table), "text/html": tableHtml(table) };
}

function asText({ title, notes, head, rows }: ValueTable): string {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join("  ")}`.trimEnd();
  const lines = rows.length === 0 ? [] : [line(head), ...rows.map(line)];
  return [title, ...notes.filter((note) => note !== ""), ...lines].join("\n");
}

const left = ' style="text-align:left"';

/** A table as HTML. */
export function tableHtml({ title, notes, head, rows }: ValueTable): string {
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}${left}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  const table =
    rows.length === 0
      ? ""
      : `<table><thead>${row("th", head)}</thead><tbody>${rows.map((cells) => row("td", cells)).join("")}</tbody></table>`;
  const sentences = notes.filter((note) => note !== "").map((note) => `<br>${escaped(note)}`);
  return `<div><b>${escaped(title)}</b>${sentences.join("")}</div>${table}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
