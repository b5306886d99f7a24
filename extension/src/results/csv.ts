import type { Gate } from "./gates.ts";
import { rowsIn } from "./gates.ts";
import { cellOf, type ResultTable } from "./resultTable.ts";

/** Rows as CSV after RFC 4180, in their order and with full precision; each gate is a column of truths. */
export function csvOf(table: ResultTable, rows: Iterable<number>, gates: readonly Gate[] = []): string {
  const inside = gates.map((gate) => new Set(rowsIn(table, gate)));
  const head = [...table.columns.map(({ name }) => name), ...gates.map(({ name }) => name)];
  const lines = [head.map(quoted).join(",")];
  for (const row of rows) {
    const cells = table.columns.map((column) => {
      const cell = cellOf(column, row);
      if (cell === null) return "";
      return typeof cell === "string" ? quoted(cell) : String(cell);
    });
    lines.push([...cells, ...inside.map((set) => String(set.has(row)))].join(","));
  }
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
