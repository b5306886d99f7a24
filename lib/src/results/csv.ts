import { TiterError } from "../errors.ts";
import { type Cell, Table, type TableColumn } from "./table.ts";

/**
 * A table as CSV after RFC 4180, with LF as line end: a header line, numbers in the shortest form that gives the same number again,
 * nothing for a missing value, `""` for an empty text.
 */
export function toCsv(table: Table): string {
  const lines = [table.columns.map(({ name }) => quoteCsv(name)).join(",")];
  const columns = table.columns.map(({ name }) => table.column(name));
  for (let i = 0; i < table.length; i++) lines.push(columns.map((cells) => field(cells[i] ?? null)).join(","));
  return `${lines.join("\n")}\n`;
}

/**
 * Reads CSV after RFC 4180 (LF or CRLF) with a header line.
 *
 * @param columns - types of columns by name; others are found from their values: integer, number, boolean, else string.
 * @param file - for messages.
 * @throws `CSV_DAMAGED` with the line.
 */
export function parseCsv(text: string, columns: readonly TableColumn[] = [], file = "CSV text"): Table {
  const [header, ...records] = split(text, file);
  if (!header) throw damagedCsv(file, 1, "it has no header");
  records.forEach((record, i) => {
    if (record.length === header.length) return;
    throw damagedCsv(file, i + 2, `it has ${record.length} fields, the header has ${header.length}`);
  });
  const cells: Record<string, Cell[]> = {};
  const found = header.map(({ text: name }, i): TableColumn => {
    const raw = records.map((record) => record[i] as Field);
    const column = columns.find((candidate) => candidate.name === name) ?? { name, type: typeOf(raw) };
    cells[name] = raw.map((entry, row) => cellOf(entry, column, file, row + 2));
    return column;
  });
  return new Table(found, cells);
}

interface Field {
  readonly text: string;
  /** In quotes, so an empty text and not a missing value. */
  readonly quoted: boolean;
}

function field(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "string" ? quoteCsv(cell) : String(cell);
}

/** A field of a CSV file; an empty text gets quotes, to be no missing value. */
export function quoteCsv(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function split(text: string, file: string): Field[][] {
  const records: Field[][] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  let record: Field[] = [];
  while (pattern.lastIndex < text.length || record.length > 0) {
    const match = pattern.exec(text);
    if (!match) throw damagedCsv(file, records.length + 1, "a quote is not closed or stands inside a field");
    const [, quoted, plain = "", end] = match;
    record.push({ text: quoted?.replaceAll('""', '"') ?? plain, quoted: quoted !== undefined });
    if (end === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

const number = /^[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|Infinity|inf)$|^nan$/i;

function typeOf(fields: readonly Field[]): TableColumn["type"] {
  const texts = fields.filter(({ text, quoted }) => text !== "" || quoted).map(({ text }) => text);
  if (texts.length === 0) return "string";
  if (texts.every((text) => /^[+-]?\d+$/.test(text))) return "integer";
  if (texts.every((text) => number.test(text))) return "number";
  return texts.every((text) => text === "true" || text === "false") ? "boolean" : "string";
}

function cellOf({ text, quoted }: Field, { name, type }: TableColumn, file: string, line: number): Cell {
  if (text === "" && !quoted) return null;
  if (type === "string") return text;
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type !== "boolean" && number.test(text)) {
    return Number(text.replace(/nan/i, "NaN").replace(/\binf$/i, "Infinity"));
  }
  throw damagedCsv(file, line, `"${text}" in column "${name}" is no ${type}`);
}

function damagedCsv(file: string, line: number, what: string): TiterError {
  return new TiterError("CSV_DAMAGED", {
    what: `line ${line} cannot be read: ${what}`,
    where: { file },
    todo: "Check the file in a text editor.",
  });
}
