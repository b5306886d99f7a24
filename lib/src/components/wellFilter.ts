import { type ErrorWhere, TiterError } from "../errors.ts";
import { rowNumber } from "./rows.ts";

/** A selection of wells: ids, an expression (`A01:B06`, `row:A`, ...), or the first so many. */
export type WellFilter = readonly string[] | string | number;

/** A well's row letters and column number, as its id spells them. */
export interface WellName {
  readonly row: string;
  readonly column: string;
}

/** Takes `B03` or `AF48` apart; undefined when an id has another form. */
export function parseWell(id: string): WellName | undefined {
  const parts = /^([A-Za-z]{1,2})(\d+)$/.exec(id);
  return parts ? { row: parts[1]!.toUpperCase(), column: parts[2]! } : undefined;
}

/**
 * The wells that a filter selects, in the order of the plate.
 *
 * Forms: a list of ids; a number (the first so many); `A01`; `A01,B02`; `row:A`, `row:A-C`; `col:01-06`; `A01:B06` (the
 * rectangle between two corners); the written forms `['A01','B02']` and `"4"`. Each form may stand in a list. `A1` means
 * `A01`. Every part must select something: a filter never quietly means "no filter". `exclude` takes the others.
 *
 * @throws TiterError `UNKNOWN_WELL` naming what selects no well; `NO_WELLS` when nothing is left, or a number is not from 1
 * to the number of wells.
 */
export function selectWells(
  filter: WellFilter,
  mode: "include" | "exclude",
  wells: readonly string[],
  where: ErrorWhere = {},
): string[] {
  const count = typeof filter === "number" ? filter : wholeNumber(filter);
  const named = count === undefined ? namedWells(filter as string | readonly string[], wells, where) : undefined;
  if (count !== undefined && (!Number.isInteger(count) || count < 1 || count > wells.length)) {
    throw refusal("NO_WELLS", `the well filter asks for ${count} wells of ${wells.length}`, filter, wells, where);
  }
  const selected = named ?? new Set(wells.slice(0, count));
  const kept = wells.filter((well) => selected.has(well) === (mode === "include"));
  if (kept.length > 0) return kept;
  throw refusal("NO_WELLS", `the well filter ${show(filter)} (${mode}) leaves no well`, filter, wells, where);
}

function wholeNumber(filter: string | readonly string[]): number | undefined {
  const digits = typeof filter === "string" ? /^\s*["']?(-?\d+)["']?\s*$/.exec(filter)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function namedWells(filter: string | readonly string[], wells: readonly string[], where: ErrorWhere): Set<string> {
  const terms = typeof filter === "string" ? filter.replace(/^\s*\[|\]\s*$/g, "").split(",") : filter;
  const selected = new Set<string>();
  const unknown: string[] = [];
  for (const term of terms.map((text) => text.replace(/["'\s]/g, ""))) {
    const fits = matcher(term);
    const found = wells.filter((well) => fits(well));
    if (found.length === 0) unknown.push(term);
    for (const well of found) selected.add(well);
  }
  if (unknown.length === 0) return selected;
  throw refusal("UNKNOWN_WELL", `the well filter names no well of the plate: ${show(unknown)}`, filter, wells, where);
}

/** What one part of a filter selects; a text of no known form selects nothing. */
function matcher(term: string): (well: string) => boolean {
  const rows = /^row:([A-Za-z]{1,2})(?:-([A-Za-z]{1,2}))?$/i.exec(term);
  if (rows) return inside(rowNumber(rows[1]!), rowNumber(rows[2] ?? rows[1]!), 0, Number.POSITIVE_INFINITY);
  const columns = /^col:(\d+)(?:-(\d+))?$/i.exec(term);
  if (columns) return inside(0, Number.POSITIVE_INFINITY, Number(columns[1]), Number(columns[2] ?? columns[1]));
  const [from, to, ...more] = term.split(":").map(parseWell);
  if (from && more.length === 0 && (to || !term.includes(":"))) {
    const end = to ?? from;
    return inside(rowNumber(from.row), rowNumber(end.row), Number(from.column), Number(end.column));
  }
  return (well) => well === term;
}

function inside(row1: number, row2: number, column1: number, column2: number): (well: string) => boolean {
  return (well) => {
    const name = parseWell(well);
    if (!name) return false;
    const [row, column] = [rowNumber(name.row), Number(name.column)];
    return between(row, row1, row2) && between(column, column1, column2);
  };
}

function between(value: number, a: number, b: number): boolean {
  return value >= Math.min(a, b) && value <= Math.max(a, b);
}

function show(filter: WellFilter): string {
  return Array.isArray(filter) ? filter.map((term) => `"${term}"`).join(", ") : JSON.stringify(filter);
}

function refusal(
  code: string,
  what: string,
  filter: WellFilter,
  wells: readonly string[],
  where: ErrorWhere,
): TiterError {
  const shown = wells.length > 24 ? [...wells.slice(0, 23), `... ${wells.at(-1)}`] : wells;
  return new TiterError(code, {
    what,
    where,
    todo: `The plate has ${wells.length} wells: ${shown.join(", ")}.`,
    details: { filter, wells },
  });
}
