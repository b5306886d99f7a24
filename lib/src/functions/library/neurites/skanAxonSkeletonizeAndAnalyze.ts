import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import type { Values } from "../../parameters.ts";
import { combine } from "../arithmetic/kernels.ts";
import { histogramOf } from "../intensity/histogram.ts";
import { declared, scratch } from "../planeFunction.ts";
import { areasOf, labelStack, relabel } from "../segmentation/labelling.ts";
import { localValues } from "../thresholds/local.ts";
import { otsu } from "../thresholds/variance.ts";
import { branchColumns, branchRows } from "./analyzeSkeleton.ts";
import { pruneShort } from "./prune.ts";

const parameters = {
  thresholdMethod: {
    kind: "choice",
    choices: ["otsu", "manual", "adaptive"],
    default: "otsu",
    doc: "How neurites are told from the background: Otsu, a given value, or a local mean.",
  },
  thresholdValue: {
    kind: "number",
    default: 0,
    doc: "With thresholdMethod manual: pixels above this belong to neurites.",
  },
  blockSize: {
    kind: "integer",
    min: 3,
    max: 2001,
    default: 51,
    unit: "px",
    doc: "Side of the neighbourhood, with thresholdMethod adaptive.",
  },
  minObjectSize: { kind: "integer", min: 0, default: 100, unit: "px²", doc: "Smaller objects are noise." },
  minBranchLength: {
    kind: "number",
    min: 0,
    default: 0,
    doc: "Shorter branches with a free end are cut off, in units of the spacing.",
  },
  filterEdge: {
    kind: "choice",
    choices: ["none", "left", "right", "top", "bottom"],
    default: "none",
    doc: "Keep only objects that touch this edge of the image.",
  },
  spacingY: { kind: "number", min: 1e-6, default: 1, unit: "µm", doc: "Length of a pixel along y." },
  spacingX: { kind: "number", min: 1e-6, default: 1, unit: "µm", doc: "Length of a pixel along x." },
  output: {
    kind: "choice",
    choices: ["original", "skeleton"],
    default: "original",
    doc: "The planes as they came, or masks of the skeletons in their dtype (0 and 1).",
  },
} as const;

/**
 * Finds neurites, thins them to lines of one pixel and measures their branches. Each plane (y, x) of uint8, uint16 or float32 comes back
 * as it is, or as its skeleton. Tables: `branches`, one row per branch, and `neurites`, one row per plane.
 *
 * @throws TiterError `NOT_A_NUMBER` when pixels are NaN.
 */
export const skanAxonSkeletonizeAndAnalyze: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "skanAxonSkeletonizeAndAnalyze",
    doc: "Finds neurites, thins them to lines and measures their branches: lengths, types, ends.",
    source:
      "OpenHCS 0.5.0, skan_axon_skeletonize_and_analyze, plane by plane; thinning by Guo & Hall 1989, branches as skan.summarize.",
    parameters,
    tags: ["analysis", "neurites", "skeleton"],
  }),
  contract: "PURE_2D",
  tables: {
    branches: branchColumns,
    neurites: [
      { name: "branches", type: "integer", doc: "Branches." },
      { name: "totalLength", type: "number", doc: "Length of all branches, in units of the spacing." },
      { name: "meanLength", type: "number", doc: "Mean length of a branch; empty where there are none." },
      { name: "maxLength", type: "number", doc: "Length of the longest branch; empty where there are none." },
      { name: "skeletonPixels", type: "integer", doc: "Pixels of the skeleton." },
      { name: "neuriteArea", type: "integer", unit: "px²", doc: "Pixels of the neurites before thinning." },
    ],
  },
  run: (stack, values, context) => {
    const { spacingY, spacingX, output } = values;
    const found = stack.map((plane) => skeletonOf(plane, values, context));
    const tables = found.map(({ skeleton }, z) => branchRows([skeleton], stack.slice(z, z + 1), spacingY, spacingX));
    const lengths = tables.map(({ branchDistance = [] }) => branchDistance as readonly number[]); // a column of numbers
    const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((total, value) => total + value, 0);
    return {
      stack:
        output === "original"
          ? stack
          : found.map(({ skeleton }, z) => inDtypeOf(stack[z] ?? skeleton, skeleton, context)),
      tables: {
        branches: Object.fromEntries(
          branchColumns.map(({ name }) => [name, tables.flatMap((table) => table[name] ?? [])]),
        ),
        neurites: {
          branches: lengths.map((of) => of.length),
          totalLength: lengths.map(sum),
          meanLength: lengths.map((of) => (of.length === 0 ? null : sum(of) / of.length)),
          maxLength: lengths.map((of) =>
            of.length === 0 ? null : of.reduce((most, length) => Math.max(most, length), 0),
          ),
          skeletonPixels: found.map(({ skeleton }) => sum(skeleton.data)),
          neuriteArea: found.map(({ area }) => area),
        },
      },
    };
  },
});

function inDtypeOf(plane: Plane, mask: Plane, context: CallContext): Plane {
  const out = context.acquire(plane);
  out.data.set(mask.data);
  return out;
}

function skeletonOf(plane: Plane, values: Values<typeof parameters>, context: CallContext) {
  const mask = scratch(context, plane, "uint8");
  if (values.thresholdMethod === "adaptive") {
    combine(context, "above", plane, localValues(context, plane, "gaussian", values.blockSize | 1), mask);
  } else {
    const limit = values.thresholdMethod === "otsu" ? otsu(histogramOf(context, [plane])) : values.thresholdValue;
    context.kernels.threshold(plane, mask, limit);
  }
  const [labels, kept, skeleton] = [
    scratch(context, plane, "int32"),
    scratch(context, plane, "uint8"),
    scratch(context, plane, "uint8"),
  ];
  const areas = areasOf([labels], labelStack(context, [mask], [labels], 1));
  const touching = touchingEdge(labels, values.filterEdge);
  relabel(
    context,
    labels,
    kept,
    areas.map((area, label) => (label > 0 && area >= values.minObjectSize && (touching?.has(label) ?? true) ? 1 : 0)),
  );
  context.kernels.run("thinning", { inputs: [kept], outputs: [skeleton], numbers: [1, 0] });
  if (values.minBranchLength > 0) pruneShort(skeleton, values.minBranchLength, values.spacingY, values.spacingX);
  return { skeleton, area: areasOf([kept], 1)[1] ?? 0 };
}

/** The labels at an edge; undefined where all count. */
function touchingEdge(
  { data, height, width }: Plane,
  edge: Values<typeof parameters>["filterEdge"],
): ReadonlySet<number> | undefined {
  switch (edge) {
    case "none":
      return undefined;
    case "top":
      return new Set(data.subarray(0, width));
    case "bottom":
      return new Set(data.subarray((height - 1) * width));
    default:
      return new Set(
        Array.from({ length: height }, (_, y) => data[y * width + (edge === "left" ? 0 : width - 1)] ?? 0),
      );
  }
}
