import type { Frame } from "../stage.ts";
import type { Box, Quad } from "./quadBuffer.ts";
import type { Raster } from "./raster.ts";

/** The whole of a raster whose pixels are the image's. */
export function wholeQuad({ width, height }: Raster, frame: Frame): Quad {
  const all = { left: 0, top: 0, right: width, bottom: height };
  return visibleQuad(all, all, frame) ?? { target: nowhere, source: all };
}

/**
 * What is seen of a rectangle of the image that is filled with a rectangle of a raster; null when it is not in view. It is cut
 * at whole texels, so that places far outside of the view do not cost precision.
 */
export function visibleQuad(place: Box, source: Box, frame: Frame): Quad | null {
  const target = onScreen(place, frame);
  const { width, height } = frame.view;
  if (target.right <= 0 || target.bottom <= 0 || target.left >= width || target.top >= height) return null;
  const [left, right] = cut(target.left, target.right, source.left, source.right, width);
  const [top, bottom] = cut(target.top, target.bottom, source.top, source.bottom, height);
  return {
    target: { left: left.target, right: right.target, top: top.target, bottom: bottom.target },
    source: { left: left.source, right: right.source, top: top.source, bottom: bottom.source },
  };
}

/** A rectangle of the image in device pixels of the view. */
export function onScreen(place: Box, { camera, view, ratio }: Frame): Box {
  const zoom = camera.zoom * ratio;
  const x = (at: number) => (at - camera.x) * zoom + view.width / 2;
  const y = (at: number) => (at - camera.y) * zoom + view.height / 2;
  return { left: x(place.left), top: y(place.top), right: x(place.right), bottom: y(place.bottom) };
}

interface Edge {
  readonly target: number;
  readonly source: number;
}

/** The ends of one axis, moved to whole texels at or outside of the view's edges. */
function cut(from: number, to: number, first: number, last: number, size: number): readonly [Edge, Edge] {
  const scale = (last - first) / (to - from); // texels per device pixel
  const begin = from >= 0 ? first : Math.max(first, Math.floor(first - from * scale) - 1);
  const end = to <= size ? last : Math.min(last, Math.ceil(first + (size - from) * scale) + 1);
  const at = (texel: number) => from + (texel - first) / scale;
  return [
    { target: begin === first ? from : at(begin), source: begin },
    { target: end === last ? to : at(end), source: end },
  ];
}

const nowhere: Box = { left: 0, top: 0, right: 0, bottom: 0 };
