/** What a plot shows, before it is drawn by plotly or as SVG. */
export type Chart = Bars | Scatter | Boxes | Histogram;

interface Common {
  readonly xLabel: string;
  readonly yLabel: string;
  /** Title of the legend: the column that colours, or null. */
  readonly legend: string | null;
  /** What a reader must know and cannot see, such as rows left out. */
  readonly notes: readonly string[];
}

/** One bar per category and series, side by side; null where a series has no row. */
export interface Bars extends Common {
  readonly kind: "bar";
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly y: readonly (number | null)[] }[];
}

/** Points; categories are drawn at 0, 1, 2, ... */
export interface Scatter extends Common {
  readonly kind: "scatter";
  /** Labels when x is a category, else null. */
  readonly categories: readonly string[] | null;
  readonly series: readonly { readonly name: string; readonly x: readonly number[]; readonly y: readonly number[] }[];
}

/** One box per category and series: quartiles, whiskers to the last point within 1.5 times their distance, and the points beyond. */
export interface Boxes extends Common {
  readonly kind: "box";
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly boxes: readonly (Box | null)[] }[];
}

/** Five numbers and what lies outside them. */
export interface Box {
  readonly whiskers: readonly [low: number, high: number];
  readonly quartiles: readonly [q1: number, median: number, q3: number];
  readonly outliers: readonly number[];
}

/** Counts in bins of equal width; `edges` has one number more than there are counts. */
export interface Histogram extends Common {
  readonly kind: "histogram";
  readonly edges: readonly number[];
  readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[];
}
