import type { Plane } from "../../../image/plane.ts";

/** A pixel of a skeleton with its neighbours and the distances to them. */
export interface Node {
  readonly y: number;
  readonly x: number;
  readonly neighbours: Map<number, number>;
}

/** Steps to the neighbours of a pixel. */
const steps = [-1, 0, 1]
  .flatMap((dy) => [-1, 0, 1].map((dx) => [dy, dx] as const))
  .filter(([dy, dx]) => dy !== 0 || dx !== 0);

/**
 * The graph of a skeleton: its pixels in raster order, joined to all 8 neighbours, with distances by the spacing. Where pixels with more
 * than two neighbours touch, only the shortest tree that joins them stays, so that a crossing is no mesh of little loops.
 */
export function skeletonGraph({ data, height, width }: Plane, spacingY: number, spacingX: number): Node[] {
  const index = new Map<number, number>();
  const nodes: Node[] = [];
  data.forEach((value, at) => {
    if (value === 0) return;
    index.set(at, nodes.length);
    nodes.push({ y: Math.floor(at / width), x: at % width, neighbours: new Map() });
  });
  for (const { y, x, neighbours } of nodes) {
    for (const [dy, dx] of steps) {
      if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
      const other = index.get((y + dy) * width + x + dx);
      if (other !== undefined) neighbours.set(other, Math.hypot(dy * spacingY, dx * spacingX));
    }
  }
  thinCrossings(nodes);
  return nodes;
}

/** Kruskal's algorithm among the pixels with more than two neighbours. */
function thinCrossings(nodes: readonly Node[]): void {
  const crossing = nodes.map(({ neighbours }) => neighbours.size > 2);
  const edges = nodes.flatMap(({ neighbours }, a) =>
    crossing[a] ? [...neighbours].filter(([b]) => b > a && crossing[b]).map(([b, length]) => ({ a, b, length })) : [],
  );
  edges.sort((one, other) => one.length - other.length || one.a - other.a || one.b - other.b);
  const group = nodes.map((_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (group[root] !== root) root = group[root] ?? root;
    return root;
  };
  for (const { a, b } of edges) {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one === other) {
      nodes[a]?.neighbours.delete(b);
      nodes[b]?.neighbours.delete(a);
    } else group[one] = other;
  }
}
