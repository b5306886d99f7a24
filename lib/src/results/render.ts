import type { Cell, Table } from "./table.ts";

/** Aligned text of the first rows, numbers to the right. */
export function textTable(table: Table, rows: number): string {
  const shown = table.columns.map(({ name, type, unit }) => {
    const cells = [unit ? `${name} (${unit})` : name, ...table.column(name).slice(0, rows).map(textOf)];
    const width = Math.max(...cells.map((cell) => cell.length));
    const right = type === "number" || type === "integer";
    return cells.map((cell) => (right ? cell.padStart(width) : cell.padEnd(width)));
  });
  const lines = Array.from({ length: Math.min(rows, table.length) + 1 }, (_, i) =>
    shown
      .map((cells) => cells[i])
      .join("  ")
      .trimEnd(),
  );
  return [...lines, ...more(table, rows)].join("\n");
}

/** An HTML table of the first rows; every text is escaped. */
export function htmlTable(table: Table, rows: number): string {
  const head = table.columns
    .map(({ name, unit }) => `<th>${escapeHtml(unit ? `${name} (${unit})` : name)}</th>`)
    .join("");
  const body = table
    .rows()
    .slice(0, rows)
    .map(
      (row) =>
        `<tr>${table.columns.map(({ name }) => `<td>${escapeHtml(textOf(row[name] ?? null))}</td>`).join("")}</tr>`,
    )
    .join("");
  const rest = more(table, rows)
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${rest}`;
}

function more(table: Table, rows: number): string[] {
  return table.length > rows ? [`... ${table.length - rows} more rows (${table.length} in all)`] : [];
}

/** Numbers with at most six digits after the point, for reading; files keep all of them. */
function textOf(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "number" && !Number.isInteger(cell) ? String(Number(cell.toPrecision(6))) : String(cell);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
