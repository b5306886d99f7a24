import { positionOf, rowName } from "../runs/format.ts";

/** Where a well stands on a plate map: rows and columns from 0. */
export interface MapPlace {
  readonly row: number;
  readonly column: number;
}

/** Rows and columns of a plate map and the place of each well on it. */
export interface MapGrid {
  readonly rows: number;
  readonly columns: number;
  /** Letters and numbers at the edges. */
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  readonly places: readonly MapPlace[];
  /** Which well stands at a place; none where the plate has nothing. */
  at(place: MapPlace): number | undefined;
}

/** The formats that plates are sold in: rows and columns. A plate is drawn as the smallest that holds its wells. */
const formats = [
  [2, 3],
  [4, 6],
  [6, 8],
  [8, 12],
  [16, 24],
  [32, 48],
] as const;

/** The wells on the smallest plate that holds them; those without a place on a plate in as good as a square. */
export function mapGrid(wells: readonly string[]): MapGrid {
  const positions = wells.map(positionOf);
  if (wells.length === 0 || positions.some((position) => position === null)) return square(wells);
  const places = positions
    .filter((position) => position !== null)
    .map(({ row, column }) => ({ row, column: column - 1 }));
  const most = {
    row: Math.max(...places.map(({ row }) => row)),
    column: Math.max(...places.map(({ column }) => column)),
  };
  const [rows, columns] = formats.find(([r, c]) => most.row < r && most.column < c) ?? [most.row + 1, most.column + 1];
  return grid(
    rows,
    columns,
    names(rows, rowName),
    names(columns, (i) => String(i + 1)),
    places,
  );
}

function square(wells: readonly string[]): MapGrid {
  const columns = Math.max(1, Math.ceil(Math.sqrt(wells.length)));
  const rows = Math.max(1, Math.ceil(wells.length / columns));
  const places = wells.map((_, i) => ({ row: Math.floor(i / columns), column: i % columns }));
  return grid(
    rows,
    columns,
    names(rows, () => ""),
    names(columns, () => ""),
    places,
  );
}

function grid(
  rows: number,
  columns: number,
  rowNames: readonly string[],
  columnNames: readonly string[],
  places: readonly MapPlace[],
): MapGrid {
  const byPlace = new Map(places.map(({ row, column }, well) => [row * columns + column, well]));
  const at = ({ row, column }: MapPlace) =>
    row < 0 || column < 0 || row >= rows || column >= columns ? undefined : byPlace.get(row * columns + column);
  return { rows, columns, rowNames, columnNames, places, at };
}

/** The next well in a direction, over places without a well; the same one when there is none. */
export function neighbour(map: MapGrid, well: number, down: number, right: number): number {
  const from = map.places[well];
  if (from === undefined) return well;
  const steps = Math.max(map.rows, map.columns);
  for (let i = 1; i <= steps; i++) {
    const found = map.at({ row: from.row + i * down, column: from.column + i * right });
    if (found !== undefined) return found;
  }
  return well;
}

/** The wells in the rectangle between two. */
export function rectangle(map: MapGrid, from: number, to: number): readonly number[] {
  const [a, b] = [map.places[from], map.places[to]];
  if (a === undefined || b === undefined) return [];
  const between = (value: number, one: number, other: number) =>
    value >= Math.min(one, other) && value <= Math.max(one, other);
  return map.places.flatMap(({ row, column }, well) =>
    between(row, a.row, b.row) && between(column, a.column, b.column) ? [well] : [],
  );
}

function names(count: number, name: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => name(index));
}
