/** MIME type of a result table, content {@link TableOutput}. */
export const tableMime = "application/vnd.titer.table+json";

/** Where the planes lie that a table's rows are about: as the hub's sources. */
export type TableSource =
  | { readonly kind: "run"; readonly runId: string; readonly step?: string }
  | { readonly kind: "folder"; readonly path: string };

/** A result table in an output: its columns as packed numbers, so that a notebook holds 100,000 rows in a few megabytes. */
export interface TableOutput {
  readonly version: 1;
  readonly title: string;
  /** Rows of the table, and how many of them, from the first, are held here. */
  readonly length: number;
  readonly held: number;
  /** Planes that the rows are about; null when the table does not say. */
  readonly source: TableSource | null;
  readonly columns: readonly PackedColumn[];
}

/** How the numbers of a column are stored, little-endian. */
export type PackedNumbers = "uint8" | "uint16" | "int32" | "float32" | "float64";

/** A column of {@link TableOutput}. */
export interface PackedColumn {
  readonly name: string;
  /** Truths are stored as 0 and 1, strings as places in `texts`. */
  readonly type: "integer" | "number" | "string" | "boolean";
  readonly unit?: string;
  readonly doc?: string;
  readonly stored: PackedNumbers;
  /** Deflated (zlib) numbers in base64. */
  readonly cells: string;
  /** Deflated bits in base64, one per row from the lowest bit: 1 where nothing was measured. Absent when all was. */
  readonly missing?: string;
  /** The different texts of a column of strings. */
  readonly texts?: readonly string[];
}
