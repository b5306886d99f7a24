import type { Plane } from "../image/plane.ts";
import { tracesOf } from "../results/index.ts";
import type { Shapes } from "./frame.ts";

/** The outlines of the objects of a label image; an object in several parts has several under its label. Throws `NOT_LABELS`. */
export function outlineShapes(labels: Plane): Shapes {
  const traces = tracesOf(labels);
  const count = traces.reduce((sum, { x }) => sum + x.length, 0);
  const ids = new Uint32Array(traces.length);
  const starts = new Uint32Array(traces.length + 1);
  const vertices = new Float32Array(2 * count);
  let at = 0;
  for (const [i, { label, x, y }] of traces.entries()) {
    ids[i] = label;
    starts[i] = at;
    for (let corner = 0; corner < x.length; corner++) vertices.set([x[corner]!, y[corner]!], 2 * at++);
  }
  starts[traces.length] = at;
  return { ids, starts, vertices };
}
