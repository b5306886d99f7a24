/** What part of an image a rectangle of the page shows. */
export interface Camera {
  /** Image point in the middle of the view, in image pixels from the upper left corner. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels per image pixel. */
  readonly zoom: number;
}

/** Width and height of an image or of a view. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A point of an image, in its pixels from the upper left corner, or of a view, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const closest = 64;

/** The whole image in the middle of the view. */
export function fit(image: Size, view: Size): Camera {
  const zoom = Math.min(view.width / image.width, view.height / image.height);
  return { x: image.width / 2, y: image.height / 2, zoom: zoom > 0 && Number.isFinite(zoom) ? zoom : 1 };
}

/** The image point under a point of the view (from its upper left corner). */
export function imagePoint(camera: Camera, view: Size, x: number, y: number): Point {
  return { x: camera.x + (x - view.width / 2) / camera.zoom, y: camera.y + (y - view.height / 2) / camera.zoom };
}

/** Zooms by a factor and keeps the image point under a point of the view where it is. */
export function zoomAt(camera: Camera, image: Size, view: Size, factor: number, x: number, y: number): Camera {
  const zoom = Math.min(closest, Math.max(fit(image, view).zoom / 2, camera.zoom * factor));
  const point = imagePoint(camera, view, x, y);
  return limited({ x: point.x - (x - view.width / 2) / zoom, y: point.y - (y - view.height / 2) / zoom, zoom }, image);
}

/** Moves the image by a distance on the page. */
export function pan(camera: Camera, image: Size, dx: number, dy: number): Camera {
  return limited({ ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }, image);
}

/** The middle of the view never leaves the image. */
function limited(camera: Camera, image: Size): Camera {
  const x = Math.min(image.width, Math.max(0, camera.x));
  const y = Math.min(image.height, Math.max(0, camera.y));
  return { x, y, zoom: camera.zoom };
}
