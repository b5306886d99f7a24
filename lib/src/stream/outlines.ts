import type { Plane } from "../image/plane.ts";
import { type Roi, tracesOf } from "../results/index.ts";
import type { Shapes } from "./frame.ts";

/** An outline with the label of its object. */
interface Outline extends Pick<Roi, "x" | "y"> {
  readonly label: number;
}

/** The outlines of the objects of a label image; an object in several parts has several under its label. Throws `NOT_LABELS`. */
export function outlinesOfLabels(labels: Plane): Shapes {
  return shapesOf(tracesOf(labels));
}

/** Regions that were written for a label image: their names begin with the labels of their objects. */
export function outlinesOfRois(rois: readonly Roi[]): Shapes {
  return shapesOf(rois.map(({ name, x, y }, i) => ({ label: Number.parseInt(name, 10) || i + 1, x, y })));
}

function shapesOf(outlines: readonly Outline[]): Shapes {
  const count = outlines.reduce((sum, { x }) => sum + x.length, 0);
  const ids = Uint32Array.from(outlines, ({ label }) => label);
  const starts = new Uint32Array(outlines.length + 1);
  const vertices = new Float32Array(2 * count);
  let at = 0;
  for (const [i, { x, y }] of outlines.entries()) {
    starts[i] = at;
    for (let corner = 0; corner < x.length; corner++) vertices.set([x[corner]!, y[corner]!], 2 * at++);
  }
  starts[outlines.length] = at;
  return { ids, starts, vertices };
}
