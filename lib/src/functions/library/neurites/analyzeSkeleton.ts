import type { Plane } from "../../../image/plane.ts";
import type { CallContext, Column, Rows } from "../../contract.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { branchesOf } from "./branches.ts";
import { skeletonGraph } from "./skeletonGraph.ts";

/** The table of branches. */
export const branchColumns: readonly Column[] = [
  { name: "skeleton", type: "integer", doc: "Number of the connected skeleton in its plane, from 0." },
  { name: "branchDistance", type: "number", doc: "Length along the branch, in units of the spacing." },
  { name: "branchType", type: "integer", doc: "0 end to end, 1 end to crossing, 2 crossing to crossing, 3 ring." },
  { name: "euclideanDistance", type: "number", doc: "Straight distance between its ends, in units of the spacing." },
  { name: "meanIntensity", type: "number", doc: "Mean of the image along the branch." },
  { name: "ySrc", type: "number", doc: "One end, row times spacing." },
  { name: "xSrc", type: "number", doc: "One end, column times spacing." },
  { name: "yDst", type: "number", doc: "The other end, row times spacing." },
  { name: "xDst", type: "number", doc: "The other end, column times spacing." },
];

/** The branches of skeletons (uint8), measured on images of the same shape; one row per branch, plane after plane. */
export function branchRows(
  skeletons: readonly Plane[],
  images: readonly Plane[],
  spacingY: number,
  spacingX: number,
): Rows {
  const rows = skeletons.flatMap((skeleton, z) => {
    const nodes = skeletonGraph(skeleton, spacingY, spacingX);
    const image = images[z];
    return branchesOf(nodes).map(({ nodes: path, skeleton: of, length, type }) => {
      const [start, end] = [nodes[path[0] ?? 0], nodes[path.at(-1) ?? 0]];
      const [ySrc, xSrc] = [(start?.y ?? 0) * spacingY, (start?.x ?? 0) * spacingX];
      const [yDst, xDst] = [(end?.y ?? 0) * spacingY, (end?.x ?? 0) * spacingX];
      const values = path.map(
        (node) => image?.data[(nodes[node]?.y ?? 0) * skeleton.width + (nodes[node]?.x ?? 0)] ?? 0,
      );
      return {
        skeleton: of,
        branchDistance: length,
        branchType: type,
        euclideanDistance: Math.hypot(yDst - ySrc, xDst - xSrc),
        meanIntensity: values.reduce((sum, value) => sum + value, 0) / values.length,
        ySrc,
        xSrc,
        yDst,
        xDst,
      };
    });
  });
  return Object.fromEntries(branchColumns.map(({ name }) => [name, rows.map((row) => row[name as keyof typeof row])]));
}

const parameters = {
  spacingY: { kind: "number", min: 1e-6, default: 1, doc: "Length of a pixel along y." },
  spacingX: { kind: "number", min: 1e-6, default: 1, doc: "Length of a pixel along x." },
} as const;

/** Measures the branches of skeletons: lengths, types and ends. Planes (not 0 is skeleton) come back as they are; table `branches`. */
export const analyzeSkeleton: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "analyzeSkeleton",
    doc: "Measures the branches of skeletons: lengths, types and ends.",
    source: "Nunez-Iglesias et al., A new Python library to analyse skeleton images, PeerJ 6 (2018); skan.summarize.",
    parameters,
    tags: ["analysis", "neurites", "skeleton"],
  }),
  contract: "PURE_2D",
  tables: { branches: branchColumns },
  run: (stack, { spacingY, spacingX }, _context: CallContext) => ({
    stack,
    tables: { branches: branchRows(stack, stack, spacingY, spacingX) },
  }),
});
