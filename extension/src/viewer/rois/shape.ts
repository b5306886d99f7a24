import type { Roi } from "titer/results";
import type { Point } from "../camera.ts";
import { distance } from "../overlays/shapeIndex.ts";

/** Regions that have an inside. */
const closed: ReadonlySet<Roi["kind"]> = new Set(["rectangle", "ellipse", "polygon", "freehand", "traced"]);

/** Corners of the outline of an ellipse. */
const ellipseCorners = 64;

export function isClosed({ kind }: Pick<Roi, "kind">): boolean {
  return closed.has(kind);
}

/** The corners between which a region is drawn; of an ellipse so many that it looks round. */
export function outlineOf({ kind, x, y }: Roi): Point[] {
  const [left = 0, right = 0] = x;
  const [top = 0, bottom = 0] = y;
  if (kind === "rectangle") {
    return [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ];
  }
  if (kind !== "ellipse") return x.map((value, i) => ({ x: value, y: y[i]! }));
  return Array.from({ length: ellipseCorners }, (_, i) => {
    const angle = (2 * Math.PI * i) / ellipseCorners;
    return {
      x: (left + right) / 2 + ((right - left) / 2) * Math.cos(angle),
      y: (top + bottom) / 2 + ((bottom - top) / 2) * Math.sin(angle),
    };
  });
}

/** The points by which a region is changed; none for one that was drawn freely, which is only moved. */
export function handlesOf(roi: Roi): Point[] {
  if (roi.kind === "freehand" || roi.kind === "freeline" || roi.kind === "traced") return [];
  return roi.kind === "ellipse" ? outlineOf({ ...roi, kind: "rectangle" }) : outlineOf(roi);
}

/** The region with a handle elsewhere. Boxes stay on whole pixels, with their corners in order. */
export function withHandle(roi: Roi, handle: number, to: Point): Roi {
  if (roi.kind !== "rectangle" && roi.kind !== "ellipse") {
    const replaced = (values: readonly number[], value: number) => values.map((old, i) => (i === handle ? value : old));
    return { ...roi, x: replaced(roi.x, to.x), y: replaced(roi.y, to.y) };
  }
  const opposite = handlesOf(roi)[(handle + 2) % 4]!;
  return boxRoi(roi, opposite, to);
}

/** A rectangle or an ellipse between two corners, on whole pixels. */
export function boxRoi(roi: Omit<Roi, "x" | "y">, a: Point, b: Point): Roi {
  const ordered = (one: number, other: number) => [Math.round(Math.min(one, other)), Math.round(Math.max(one, other))];
  return { ...roi, x: ordered(a.x, b.x), y: ordered(a.y, b.y) };
}

/** The region moved, those on whole pixels by whole pixels. */
export function moved(roi: Roi, dx: number, dy: number): Roi {
  const whole = [...roi.x, ...roi.y].every(Number.isInteger);
  const [across, down] = whole ? [Math.round(dx), Math.round(dy)] : [dx, dy];
  return { ...roi, x: roi.x.map((value) => value + across), y: roi.y.map((value) => value + down) };
}

/** Whether a point is inside a region, or at most `tolerance` image pixels from its line or points. */
export function hits(roi: Roi, { x, y }: Point, tolerance: number): boolean {
  const corners = outlineOf(roi);
  if (roi.kind === "points") return corners.some((corner) => Math.hypot(corner.x - x, corner.y - y) <= tolerance);
  let inside = false;
  for (const [i, corner] of corners.entries()) {
    const before = corners[i === 0 ? corners.length - 1 : i - 1]!;
    const isEdge = i > 0 || isClosed(roi);
    if (isEdge && distance(x, y, before.x, before.y, corner.x, corner.y) <= tolerance) return true;
    const crosses = corner.y > y !== before.y > y;
    if (crosses && x < ((before.x - corner.x) * (y - corner.y)) / (before.y - corner.y) + corner.x) inside = !inside;
  }
  return inside && isClosed(roi);
}

/** The area in square pixels of a region with an inside, the length in pixels of a line; null for points. */
export function measureOf(roi: Roi): { readonly kind: "area" | "length"; readonly value: number } | null {
  if (roi.kind === "points") return null;
  if (roi.kind === "ellipse") {
    const [[left = 0, right = 0], [top = 0, bottom = 0]] = [roi.x, roi.y];
    return { kind: "area", value: (Math.PI / 4) * (right - left) * (bottom - top) };
  }
  const corners = outlineOf(roi);
  let [twice, length] = [0, 0];
  for (const [i, corner] of corners.entries()) {
    const next = corners[(i + 1) % corners.length]!;
    twice += corner.x * next.y - next.x * corner.y;
    if (i + 1 < corners.length) length += Math.hypot(next.x - corner.x, next.y - corner.y);
  }
  return isClosed(roi) ? { kind: "area", value: Math.abs(twice) / 2 } : { kind: "length", value: length };
}
