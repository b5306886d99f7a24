/** The ranks between which percentiles lie, and what to do with the values found there. */
export interface PercentileRanks {
  /** Ascending, without repeats, counted from 0. */
  readonly ranks: readonly number[];
  /** The percentiles, from the values at `ranks`. */
  readonly interpolate: (values: readonly number[]) => number[];
}

/** Percentiles of `count` values, linear between ranks: method 7 of Hyndman & Fan (1996), `numpy.percentile`'s default. */
export function percentileRanks(count: number, percents: readonly number[]): PercentileRanks {
  const positions = percents.map((percent) => (percent / 100) * (count - 1));
  const below = (position: number) => Math.floor(position);
  const above = (position: number) => Math.min(Math.floor(position) + 1, count - 1);
  const ranks = [...new Set(positions.flatMap((position) => [below(position), above(position)]))].sort((a, b) => a - b);
  return {
    ranks,
    interpolate: (values) => {
      const at = new Map(ranks.map((rank, index) => [rank, values[index] ?? Number.NaN]));
      return positions.map((position) => {
        const low = at.get(below(position)) ?? Number.NaN;
        const high = at.get(above(position)) ?? Number.NaN;
        const part = position - below(position);
        return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part); // as numpy, to the last bit
      });
    },
  };
}
