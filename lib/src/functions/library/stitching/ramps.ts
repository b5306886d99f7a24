import type { PlaneHeader } from "../../../image/plane.ts";

/** Widths in pixels of the ramps at the edges of a tile; 0 where it meets no other. */
export interface Ramps {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** How tiles are blended. */
export interface BlendOptions {
  readonly blendMethod: "fixed" | "dynamic" | "none";
  readonly fixedMarginRatio: number;
  readonly overlapBlendFraction: number;
}

/** The ramps of one of some tiles. */
export function rampsOf(
  places: readonly { readonly y: number; readonly x: number }[],
  tile: number,
  { height, width }: PlaneHeader,
  { blendMethod, fixedMarginRatio, overlapBlendFraction }: BlendOptions,
): Ramps {
  const here = places[tile];
  const widest = { top: 0, bottom: 0, left: 0, right: 0 };
  if (!here || blendMethod === "none") return widest;
  for (const [other, { y, x }] of places.entries()) {
    const sharedY = height - Math.abs(y - here.y);
    const sharedX = width - Math.abs(x - here.x);
    if (other === tile || sharedY <= 0 || sharedX <= 0) continue;
    if (x < here.x) widest.left = Math.max(widest.left, sharedX);
    if (x > here.x) widest.right = Math.max(widest.right, sharedX);
    if (y < here.y) widest.top = Math.max(widest.top, sharedY);
    if (y > here.y) widest.bottom = Math.max(widest.bottom, sharedY);
  }
  const length = (shared: number, size: number) => {
    if (shared === 0) return 0;
    return Math.trunc(
      blendMethod === "fixed" ? size * fixedMarginRatio : Math.min(size, shared * overlapBlendFraction),
    );
  };
  return {
    top: length(widest.top, height),
    bottom: length(widest.bottom, height),
    left: length(widest.left, width),
    right: length(widest.right, width),
  };
}
