import type { Plane } from "../../../image/plane.ts";
import { branchesOf } from "./branches.ts";
import { skeletonGraph } from "./skeletonGraph.ts";

/** Removes branches with a free end that are shorter than a length from a skeleton (uint8), in place; crossings stay. */
export function pruneShort(skeleton: Plane, least: number, spacingY: number, spacingX: number): void {
  const nodes = skeletonGraph(skeleton, spacingY, spacingX);
  for (const { nodes: path, length, type } of branchesOf(nodes)) {
    if (length >= least || type > 1) continue;
    for (const node of path) {
      const { y = 0, x = 0, neighbours } = nodes[node] ?? {};
      if ((neighbours?.size ?? 0) <= 2) skeleton.data[y * skeleton.width + x] = 0;
    }
  }
}
