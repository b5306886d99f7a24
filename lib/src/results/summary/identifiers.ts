import { allComponents } from "../../components/components.ts";
import type { TableColumn } from "../table.ts";

/** Columns that say which plate, plane or object a row is about, in whatever form programs write them. */
const names = new Set(["plate", "row", "column", "label", "index", "slice", "page", ...allComponents]);
const endings = /(?:^|_| )(?:id|label|index|number|no)$|(?:Id|ID|Label|Index|Number)$/;

/** Whether a column names things instead of measuring them: such numbers are never averaged. */
export function isIdentifier({ name }: Pick<TableColumn, "name">): boolean {
  return names.has(name.toLowerCase()) || endings.test(name);
}

/** The columns whose values have a mean. */
export function measurements(columns: readonly TableColumn[]): TableColumn[] {
  return columns.filter((column) => (column.type === "integer" || column.type === "number") && !isIdentifier(column));
}

/** Whether the rows are about single objects, which have a number or label of their own, not about whole images. */
export function isObjectTable(columns: readonly TableColumn[]): boolean {
  const places: readonly string[] = ["plate", ...allComponents];
  return columns.some((column) => isIdentifier(column) && !places.includes(column.name.toLowerCase()));
}
