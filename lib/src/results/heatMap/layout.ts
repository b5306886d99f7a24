import { rowLetters, rowNumber } from "../../components/rows.ts";
import { parseWell } from "../../components/wellFilter.ts";

/** Rows and columns of plates that are sold, smallest first. */
const plates = [
  [2, 3],
  [3, 4],
  [4, 6],
  [6, 8],
  [8, 12],
  [16, 24],
  [32, 48],
] as const;

/** Values on a plate: a row of the plate each, null where nothing was measured. */
export interface PlateLayout {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
}

/** Puts wells' values where they lie, on the smallest plate that is sold and has them all. Other names than wells are left out. */
export function layOut(values: ReadonlyMap<string, number | null>): PlateLayout {
  const placed = [...values].flatMap(([well, value]) => {
    const name = parseWell(well);
    return name ? [{ row: rowNumber(name.row), column: Number(name.column), value }] : [];
  });
  const [row, column] = [Math.max(1, ...placed.map((one) => one.row)), Math.max(1, ...placed.map((one) => one.column))];
  const [rows, columns] = plates.find(([r, c]) => r >= row && c >= column) ?? [row, column];
  const grid: (number | null)[][] = Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));
  for (const one of placed) (grid[one.row - 1] as (number | null)[])[one.column - 1] = one.value;
  return {
    rows: Array.from({ length: rows }, (_, i) => rowLetters(i + 1)),
    columns: Array.from({ length: columns }, (_, i) => String(i + 1)),
    values: grid,
  };
}
