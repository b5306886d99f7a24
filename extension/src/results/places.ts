import { cellOf, columnOf, type ResultTable } from "./resultTable.ts";

/** Where an object, or a whole image, lies on the plate; null where a table does not say. */
export interface ObjectPlace {
  readonly well: string | null;
  readonly site: number | null;
  readonly channel: number | null;
  readonly z: number | null;
  readonly timepoint: number | null;
  /** The object's number in its label image. */
  readonly label: number | null;
  /** Its middle in pixels of the full image, row and column. */
  readonly y: number | null;
  readonly x: number | null;
}

/** Columns that number the objects of an image, first choice first. */
const labelColumns = ["label", "object", "objectNumber", "cellId", "cell", "id"];

/** The place that a row is about. */
export function placeOf(table: ResultTable, row: number): ObjectPlace {
  const cell = (name: string) => {
    const column = columnOf(table, name);
    return column === undefined ? null : cellOf(column, row);
  };
  const number = (name: string) => {
    const value = cell(name);
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  };
  const well = cell("well");
  return {
    well: typeof well === "string" && well !== "" ? well : null,
    ...{ site: number("site"), channel: number("channel"), z: number("z"), timepoint: number("timepoint") },
    label: labelColumns.map(number).find((value) => value !== null) ?? null,
    ...{ y: number("y"), x: number("x") },
  };
}

/** Parts of a place by which rows are found; a channel is not one: an object is the same in all of them. */
const keys = ["well", "site", "z", "timepoint", "label"] as const;

/** The rows that are about one of some places; what a place leaves open fits everything, and so does what a table does not say. */
export function rowsAt(table: ResultTable, places: readonly Partial<ObjectPlace>[]): number[] {
  const told = keys.filter((key) => key === "label" || columnOf(table, key) !== undefined);
  const named = new Map<string, Set<string>>(); // by the parts that a place names
  for (const place of places) {
    const parts = told.filter((key) => (place[key] ?? null) !== null);
    const values = named.get(parts.join()) ?? new Set();
    named.set(parts.join(), values.add(JSON.stringify(parts.map((key) => place[key]))));
  }
  const tests = [...named].map(([parts, values]) => ({ parts: parts.split(",") as (typeof keys)[number][], values }));
  return Array.from({ length: table.length }, (_, row) => row).filter((row) => {
    const own = placeOf(table, row);
    return tests.some(({ parts, values }) => values.has(JSON.stringify(parts.map((key) => own[key]))));
  });
}
