import { parquetWriteBuffer } from "hyparquet-writer";
import type { Table, TableColumn } from "./table.ts";

/**
 * A table as a Parquet file: integers as INT64, numbers as DOUBLE, texts as STRING, truths as BOOLEAN, all of them optional. The file's
 * metadata entry `titer.columns` is JSON with each column's name, type, unit and doc.
 */
export function toParquet(table: Table): Uint8Array {
  const columnData = table.columns.map((column) => {
    const cells = table.column(column.name);
    const whole = column.type === "integer" && cells.every((cell) => cell === null || Number.isSafeInteger(cell));
    const data = whole ? cells.map((cell) => (cell === null ? null : BigInt(cell as number))) : [...cells];
    return { name: column.name, data, type: parquetType(column, whole), nullable: true };
  });
  const described = JSON.stringify(table.columns);
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata: [{ key: "titer.columns", value: described }] }));
}

function parquetType({ type }: TableColumn, whole: boolean): "INT64" | "DOUBLE" | "STRING" | "BOOLEAN" {
  if (type === "string") return "STRING";
  if (type === "boolean") return "BOOLEAN";
  return whole ? "INT64" : "DOUBLE";
}
