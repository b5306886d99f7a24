import type { PlateIndex, SitePosition } from "./plateIndex.ts";

/**
 * Rows and columns of sites that lie on a grid, or null. Stages miss their target a little, so positions closer than a quarter
 * of the field of view count as one row or column.
 *
 * @param field - height and width of a site in micrometres.
 */
export function gridOf(
  positions: readonly SitePosition[],
  field: { readonly y: number; readonly x: number },
): PlateIndex["grid"] {
  if (positions.length === 0) return null;
  const ys = ranks(
    positions.map(({ y }) => y),
    field.y / 4,
  );
  const xs = ranks(
    positions.map(({ x }) => x),
    field.x / 4,
  );
  const rows = Math.max(...ys) + 1;
  const columns = Math.max(...xs) + 1;
  const cells = new Set(ys.map((y, i) => y * columns + (xs[i] as number)));
  return cells.size === positions.length && cells.size === rows * columns ? { rows, columns } : null;
}

/** For each value the number of its cluster, clusters counted upwards. */
function ranks(values: readonly number[], tolerance: number): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const result = values.map(() => 0);
  let rank = 0;
  order.forEach((index, i) => {
    const before = order[i - 1];
    if (before !== undefined && (values[index] as number) - (values[before] as number) > tolerance) rank++;
    result[index] = rank;
  });
  return result;
}
