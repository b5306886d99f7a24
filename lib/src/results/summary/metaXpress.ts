import { quoteCsv } from "../csv.ts";
import type { Table } from "../table.ts";
import { summarize } from "./summarize.ts";

/** What the rows above a summary say of its plate (as in the seeds' PlateMetadataConfig). */
export interface PlateMetadata {
  readonly barcode: string | null;
  readonly plateName: string | null;
  readonly plateId: string | null;
  readonly description: string | null;
  readonly acquisitionUser: string;
  readonly zStep: number;
}

/** One table of a run and the name of its analysis. */
export interface AnalysisTable {
  readonly name: string;
  readonly table: Table;
}

/** A plate's wells with all its analyses side by side. */
export interface PlateSummary {
  readonly metadata: PlateMetadata;
  /** Names of the columns behind `Well`. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly well: string; readonly values: readonly (number | null)[] }[];
}

/**
 * The summary of a plate: one row for each well, in the given order, with `Number of Objects` (of rows, where these are no objects), and mean, median, SD and n of every
 * measurement, of each analysis. A well in which an analysis found nothing has 0 objects.
 */
export function plateSummary(
  wells: readonly string[],
  analyses: readonly AnalysisTable[],
  metadata: PlateMetadata,
): PlateSummary {
  const columns: string[] = [];
  const rows = wells.map((well) => ({ well, values: [] as (number | null)[] }));
  for (const { name, table } of analyses) {
    const summary = summarize(table, { wells });
    const place = new Map(summary.column("well").map((well, i) => [well, i]));
    for (const column of summary.columns.filter((one) => one.name !== "well")) {
      columns.push(`${column.name === "count" ? rowsTitle(table) : titleOf(column.name, column.unit)} (${name})`);
      const cells = summary.column(column.name);
      for (const { well, values } of rows) values.push((cells[place.get(well) ?? -1] ?? null) as number | null); // all are numbers
    }
  }
  return { metadata, columns, rows };
}

/** A plate's summary as a CSV file: with MetaXpress' rows above the header, or the header alone. */
export function summaryCsv({ metadata, columns, rows }: PlateSummary, metaxpressStyle: boolean): string {
  const header = metaxpressStyle ? headerRows(metadata, columns.length + 1) : [];
  const lines = [["Well", ...columns], ...rows.map(({ well, values }) => [well, ...values.map(number)])];
  return textOf([...header, ...lines]);
}

/**
 * Several plates' summaries below each other, with a `Plate` column in front; columns are the union of theirs, in the order of their
 * first appearance. A plate is called by its name.
 */
export function globalSummaryCsv(plates: readonly PlateSummary[], metaxpressStyle: boolean): string {
  const columns = [...new Set(plates.flatMap((plate) => plate.columns))];
  const lines = plates.flatMap((plate) =>
    plate.rows.map(({ well, values }) => [
      plate.metadata.plateName ?? "",
      well,
      ...columns.map((column) => number(values[plate.columns.indexOf(column)] ?? null)),
    ]),
  );
  const names = plates.map(({ metadata }) => metadata.plateName ?? "").join("; ");
  const [first] = plates;
  const header =
    metaxpressStyle && first
      ? headerRows({ ...first.metadata, barcode: null, plateName: names, plateId: null }, columns.length + 2)
      : [];
  return textOf([...header, ["Plate", "Well", ...columns], ...lines]);
}

function headerRows(metadata: PlateMetadata, width: number): string[][] {
  const rows: [string, string | number | null][] = [
    ["Barcode", metadata.barcode],
    ["Plate Name", metadata.plateName],
    ["Plate ID", metadata.plateId],
    ["Description", metadata.description],
    ["Acquisition User", metadata.acquisitionUser],
    ["Z Step", metadata.zStep],
  ];
  return rows.map(([name, value]) => [
    name,
    String(value ?? ""),
    ...Array.from({ length: Math.max(0, width - 2) }, () => ""),
  ]);
}

/** What the rows of a table are: objects with labels, or something else, such as images. */
function rowsTitle({ columns }: Table): string {
  return columns.some(({ name }) => name === "label") ? "Number of Objects" : "Number of Rows";
}

/** `meanAreaMedian` with px² becomes `Mean Area Median [px²]`. */
function titleOf(name: string, unit: string | undefined): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").split(/[\s_]+/);
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
  return unit === undefined ? title : `${title} [${unit}]`;
}

function number(value: number | null): string {
  return value === null ? "" : String(value);
}

function textOf(lines: readonly (readonly string[])[]): string {
  return `${lines.map((line) => line.map((cell) => (cell === "" ? "" : quoteCsv(cell))).join(",")).join("\n")}\n`;
}
