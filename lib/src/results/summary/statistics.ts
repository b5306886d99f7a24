/** Statistics of a group's values of one column; null where they are not defined. */
export interface Statistics {
  /** How many values there are. */
  readonly n: number;
  readonly mean: number | null;
  readonly median: number | null;
  /** Standard deviation of a sample, with n - 1. */
  readonly sd: number | null;
}

/** Statistics of finite numbers. The sums run in the order of the values, so equal input gives equal bits. */
export function statisticsOf(values: readonly number[]): Statistics {
  const n = values.length;
  if (n === 0) return { n, mean: null, median: null, sd: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[(n - 1) >> 1] as number, sorted[n >> 1] as number];
  return { n, mean, median: low + (high - low) / 2, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : null };
}
