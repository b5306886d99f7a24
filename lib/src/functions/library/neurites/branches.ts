import type { Node } from "./skeletonGraph.ts";

/** What a branch runs between. */
export type BranchType = 0 | 1 | 2 | 3;

/** A branch of a skeleton: its pixels from one end to the other. */
export interface Branch {
  readonly nodes: readonly number[];
  /** Number of the connected skeleton, from 0 in raster order. */
  readonly skeleton: number;
  readonly length: number;
  /** 0 between two ends, 1 from an end to a crossing, 2 between crossings, 3 a closed ring. */
  readonly type: BranchType;
}

/** Cuts a skeleton into branches at its ends and crossings. */
export function branchesOf(nodes: readonly Node[]): Branch[] {
  const visited = new Set<string>();
  const skeletons = numbered(nodes);
  const degree = (node: number) => nodes[node]?.neighbours.size ?? 0;
  const key = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const walk = (start: number, next: number): Branch => {
    const path = [start];
    let [length, from, to] = [0, start, next];
    while (!visited.has(key(from, to))) {
      visited.add(key(from, to));
      length += nodes[from]?.neighbours.get(to) ?? 0;
      path.push(to);
      if (degree(to) !== 2 || to === start) break;
      const [one = to, other = to] = nodes[to]?.neighbours.keys() ?? [];
      [from, to] = [to, one === from ? other : one];
    }
    return { nodes: path, skeleton: skeletons[start] ?? 0, length, type: typeOf(start, path.at(-1) ?? start, degree) };
  };
  const found: Branch[] = [];
  const startAt = (belongs: (of: number) => boolean) => {
    nodes.forEach(({ neighbours }, node) => {
      if (!belongs(neighbours.size)) return;
      for (const next of neighbours.keys()) if (!visited.has(key(node, next))) found.push(walk(node, next));
    });
  };
  startAt((of) => of === 1 || of > 2);
  startAt((of) => of === 2); // what is left are rings
  return found;
}

function typeOf(start: number, end: number, degree: (node: number) => number): BranchType {
  if (start === end) return 3;
  const ends = [start, end].filter((node) => degree(node) === 1).length;
  return ends === 2 ? 0 : ends === 1 ? 1 : 2;
}

/** The connected skeleton of each pixel. */
function numbered(nodes: readonly Node[]): Int32Array {
  const numbers = new Int32Array(nodes.length).fill(-1);
  let count = 0;
  for (let start = 0; start < nodes.length; start++) {
    if (numbers[start] !== -1) continue;
    const open = [start];
    numbers[start] = count;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const other of nodes[node]?.neighbours.keys() ?? []) {
        if (numbers[other] !== -1) continue;
        numbers[other] = count;
        open.push(other);
      }
    }
    count++;
  }
  return numbers;
}
