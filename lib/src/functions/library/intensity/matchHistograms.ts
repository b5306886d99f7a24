import type { TiterFunction } from "../../define.ts";
import { stackFunction } from "../stackFunction.ts";
import { histogramOf } from "./histogram.ts";
import { mapValues } from "./lookUp.ts";

/**
 * Gives all planes of a group the distribution of intensities of the first one. n planes of uint8 or uint16 in, n of the same dtype out,
 * rounded to nearest.
 *
 * @throws TiterError `KERNEL_ARGUMENT` for float32 planes.
 */
export const matchHistograms: TiterFunction<Readonly<Record<never, never>>> = stackFunction({
  name: "matchHistograms",
  doc: "Gives all planes of a group the distribution of intensities of the first one (uint8, uint16).",
  source: "skimage.exposure.match_histograms.",
  parameters: {},
  tags: ["intensity", "normalisation"],
  run: (planes, outs, _values, context) => {
    const [reference] = planes;
    if (!reference) return;
    const wanted = shares(context, reference);
    for (const [z, plane] of planes.entries()) {
      const found = shares(context, plane);
      const mapped = new Map(found.map(([value, share]) => [value, valueAt(wanted, share)]));
      const [out] = outs.slice(z, z + 1);
      if (out) mapValues(context, plane, out, (value) => Math.floor((mapped.get(value) ?? 0) + 0.5));
    }
  },
});

/** The values that occur, ascending, each with the share of pixels up to it. */
function shares(
  context: Parameters<typeof histogramOf>[0],
  plane: Parameters<typeof histogramOf>[1][number],
): [number, number][] {
  const { counts, centres } = histogramOf(context, [plane]);
  let below = 0;
  const found: [number, number][] = [];
  counts.forEach((count, i) => {
    below += count;
    if (count > 0) found.push([centres[i] ?? 0, below / plane.data.length]);
  });
  return found;
}

/** The value at a share, linear between those that occur. */
function valueAt(wanted: readonly [number, number][], share: number): number {
  const after = wanted.findIndex(([, upTo]) => upTo >= share);
  const [value = 0, upTo = 0] = wanted[after] ?? wanted.at(-1) ?? [];
  const [before, from] = wanted[after - 1] ?? [value, upTo];
  return upTo > from ? before + ((share - from) / (upTo - from)) * (value - before) : value;
}
