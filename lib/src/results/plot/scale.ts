import { niceStep } from "./statistics.ts";

/** A line of numbers or categories mapped to pixels. */
export interface Scale {
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Pixels of a value; for categories, of the middle of the category's band. */
  readonly place: (value: number) => number;
  /** Pixels from one category to the next; 0 for numbers. */
  readonly band: number;
}

/** A scale over numbers from `min` to `max`, widened to round ticks; about one tick per 60 pixels. */
export function numberScale(min: number, max: number, from: number, to: number): Scale {
  const span = max > min ? max - min : Math.abs(max) || 1;
  const step = niceStep(span / Math.max(2, Math.abs(to - from) / 60));
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  const place = (value: number) => from + ((value / step - first) / (last - first)) * (to - from);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { place, band: 0, ticks: ticks.map((value) => ({ at: place(value), label: tickLabel(value, step) })) };
}

/** A scale over categories 0, 1, 2, ...; labels are thinned so that they do not overlap. */
export function bandScale(categories: readonly string[], from: number, to: number): Scale {
  const band = (to - from) / categories.length;
  const place = (index: number) => from + (index + 0.5) * band;
  const longest = categories.reduce((length, label) => Math.max(length, label.length), 1);
  const every = Math.max(1, Math.ceil((longest * 7 + 8) / band));
  const ticks = categories.flatMap((label, i) => (i % every === 0 ? [{ at: place(i), label }] : []));
  return { place, band, ticks };
}

/** As many decimals as the step needs; powers of ten for very large and very small steps. */
function tickLabel(value: number, step: number): string {
  if (value === 0) return "0";
  if (step >= 1e6 || step < 1e-4) return value.toExponential(1).replace("e+", "e").replace(".0e", "e");
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return value.toFixed(decimals).replace("-", "\u2212");
}
