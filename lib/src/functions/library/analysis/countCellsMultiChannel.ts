import { TiterError } from "../../../errors.ts";
import type { Plane } from "../../../image/plane.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import type { Values } from "../../parameters.ts";
import { declared } from "../planeFunction.ts";
import { mandersOf, pairsOf } from "./colocalization.ts";
import { detectCells } from "./detectCells.ts";
import { detectionParameters } from "./detection.ts";

/** Parameters under a prefix: `chan1DetectionMethod`, ... */
type Prefixed<N extends string> = {
  readonly [K in keyof typeof detectionParameters as `${N}${Capitalize<K>}`]: (typeof detectionParameters)[K];
};

function prefixed<N extends string>(prefix: N): Prefixed<N> {
  const entries = Object.entries(detectionParameters).map(([name, parameter]) => [
    prefix + name.charAt(0).toUpperCase() + name.slice(1),
    parameter,
  ]);
  return Object.fromEntries(entries) as Prefixed<N>; // the names are built as the type says
}

/** The values under a prefix. */
function valuesOf(prefix: string, values: Readonly<Record<string, unknown>>): Values<typeof detectionParameters> {
  const entries = Object.keys(detectionParameters).map((name) => [
    name,
    values[prefix + name.charAt(0).toUpperCase() + name.slice(1)],
  ]);
  return Object.fromEntries(entries) as Values<typeof detectionParameters>; // checked under their prefix
}

const own = {
  chan1: { kind: "integer", min: 0, default: 0, doc: "Place of the first channel in the group, from 0." },
  chan2: { kind: "integer", min: 0, default: 1, doc: "Place of the second channel in the group, from 0." },
  colocalizationMethod: {
    kind: "choice",
    choices: ["distanceBased", "intensityCorrelation", "mandersCoefficients"],
    default: "distanceBased",
    doc: "Cells whose middles are near; the same with both bright enough; or pixels above both thresholds (Manders).",
  },
  maxDistance: {
    kind: "number",
    min: 0,
    default: 5,
    unit: "px",
    doc: "Farthest middles of two cells that belong together.",
  },
  intensityThreshold: {
    kind: "number",
    min: 0,
    default: 0.5,
    doc: "Least mean intensity of both cells (intensityCorrelation).",
  },
} as const;

type Own = typeof own & Prefixed<"chan1"> & Prefixed<"chan2">;

/**
 * Counts the cells of two channels, each with its own parameters, and says how many belong together. Group of channel planes (uint8 or
 * uint16) in and out. Table `colocalization`: one row per group.
 *
 * @throws TiterError `TOO_FEW_PLANES` when the group lacks a channel.
 */
export const countCellsMultiChannel: TiterFunction<Own> = defineFunction({
  ...declared({
    name: "countCellsMultiChannel",
    doc: "Counts the cells of two channels and says how many belong together.",
    source: "OpenHCS 0.5.0, count_cells_multi_channel; Manders, Verbeek & Aten, J. Microscopy 169 (1993), on pixels.",
    parameters: { ...own, ...prefixed("chan1"), ...prefixed("chan2") } as Own,
    tags: ["analysis", "counting", "colocalization"],
  }),
  contract: "PURE_3D",
  tables: {
    colocalization: [
      { name: "chan1Count", type: "integer", doc: "Cells of the first channel." },
      { name: "chan2Count", type: "integer", doc: "Cells of the second channel." },
      { name: "colocalizedCount", type: "integer", doc: "Pairs of cells that belong together." },
      { name: "colocalizationPercentage", type: "number", unit: "%", doc: "Part of all cells that belong to a pair." },
      { name: "chan1OnlyCount", type: "integer", doc: "Cells of the first channel alone." },
      { name: "chan2OnlyCount", type: "integer", doc: "Cells of the second channel alone." },
      { name: "averageDistance", type: "number", unit: "px", doc: "Mean distance in a pair; empty without pairs." },
      {
        name: "mandersM1",
        type: "number",
        doc: "Part of the first channel's light above its threshold where the second is above its own; empty otherwise.",
      },
      { name: "mandersM2", type: "number", doc: "The same for the second channel." },
    ],
  },
  run: (stack, values, context) => {
    const [first, second] = [
      planeAt(stack[values.chan1], values.chan1, stack.length),
      planeAt(stack[values.chan2], values.chan2, stack.length),
    ];
    const [one, two] = [
      detectCells(first, valuesOf("chan1", values), context),
      detectCells(second, valuesOf("chan2", values), context),
    ];
    const least = values.colocalizationMethod === "intensityCorrelation" ? values.intensityThreshold : 0;
    const pairs = pairsOf(one.cells, two.cells, values.maxDistance, least);
    const total = one.cells.length + two.cells.length;
    const manders =
      values.colocalizationMethod === "mandersCoefficients"
        ? mandersOf(first, second, one.threshold, two.threshold)
        : undefined;
    return {
      stack,
      tables: {
        colocalization: {
          chan1Count: [one.cells.length],
          chan2Count: [two.cells.length],
          colocalizedCount: [pairs.length],
          colocalizationPercentage: [total === 0 ? 0 : (200 * pairs.length) / total],
          chan1OnlyCount: [one.cells.length - pairs.length],
          chan2OnlyCount: [two.cells.length - pairs.length],
          averageDistance: [
            pairs.length === 0 ? null : pairs.reduce((sum, { distance }) => sum + distance, 0) / pairs.length,
          ],
          mandersM1: [manders?.[0] ?? null],
          mandersM2: [manders?.[1] ?? null],
        },
      },
    };
  },
});

function planeAt(plane: Plane | undefined, place: number, planes: number): Plane {
  if (plane) return plane;
  throw new TiterError("TOO_FEW_PLANES", {
    what: `there is no channel ${place} in a group of ${planes} planes`,
    where: { field: "chan2" },
    todo: 'Give the step variable components that put the channels together: ["channel"].',
    details: { place, planes },
  });
}
