import { deflateSync } from "node:zlib";
import { TiterError } from "../errors.ts";
import type { Plane } from "../image/plane.ts";
import { type MimeBundle, type PlaneOutput, planeMime } from "../protocol/display.ts";
import { autoWindow, histogram, rangeOf, type Window } from "./contrast.ts";
import { encodePng } from "./png.ts";
import { binned, binningFor, type StoredPlane, storedPlane } from "./stored.ts";

const notebookSide = 2048;
const pngSide = 768;

/**
 * A plane for a notebook: 16-bit pixels for the renderer of the JupyterLab extension, a PNG and a line of text for
 * readers without it. There is no `text/html`, since JupyterLab would prefer it to the PNG.
 *
 * Planes longer than 2048 pixels on a side are binned by a whole number. uint8 and uint16 values are kept; int32, uint32
 * and float32 planes are mapped to uint16 as {@link PlaneOutput} says (`offset`, `scale`). Contrast: percentiles 0.1 and 99.9.
 *
 * @param title - one line, shown above the image
 * @throws TiterError `EMPTY_PLANE` for a plane without pixels
 *
 * @example
 * ```ts
 * display(planeBundle(plane, "B03, site 1, channel DAPI"));
 * ```
 */
export function planeBundle(plane: Plane, title: string): MimeBundle {
  const { info, pixels, shown } = planeInfo(plane, title);
  const output: PlaneOutput = { ...info, pixels: deflateSync(bytesOf(pixels), { level: 3 }).toString("base64") };
  return { [planeMime]: output, "image/png": preview(shown, info.window), "text/plain": planeText(output) };
}

/** What is said of a plane where it is shown, and its pixels (little-endian). */
export interface PlaneInfo {
  readonly info: Omit<PlaneOutput, "pixels">;
  /** `height * width` values of `info`, row by row. */
  readonly pixels: Uint8Array | Uint16Array;
  readonly shown: StoredPlane;
}

/** A plane as the page's renderer takes it, see {@link planeBundle}. Throws `EMPTY_PLANE`. */
export function planeInfo(plane: Plane, title: string): PlaneInfo {
  if (plane.data.length === 0) {
    throw new TiterError("EMPTY_PLANE", {
      what: `a plane of ${plane.width} x ${plane.height} pixels cannot be shown`,
      todo: "Show a plane with at least one pixel.",
    });
  }
  const full = storedPlane(plane);
  const binning = binningFor(plane.height, plane.width, notebookSide);
  const shown = binned(full, binning);
  const counts = histogram(shown.pixels);
  const window = autoWindow(counts);
  const info: PlaneInfo["info"] = {
    version: 1,
    title,
    dtype: shown.dtype,
    height: shown.height,
    width: shown.width,
    pixelSizeUm: pixelSize(plane, binning),
    binning,
    source: { dtype: plane.dtype, height: plane.height, width: plane.width },
    offset: full.offset,
    scale: full.scale,
    nonFinite: full.nonFinite,
    window,
    range: rangeOf(counts),
  };
  return { info, pixels: shown.pixels, shown };
}

/** Micrometres per shown pixel; null when unknown or when pixels are not square. */
function pixelSize(plane: Plane, binning: number): number | null {
  const { spacing } = plane;
  if (spacing === undefined || Math.abs(spacing.x - spacing.y) > 1e-3 * spacing.x) return null;
  return spacing.x * binning;
}

/** Pixels as bytes in little-endian order, which is the order of every machine that Node runs on with this library. */
function bytesOf(pixels: Uint8Array | Uint16Array): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

function preview(plane: StoredPlane, window: Window): string {
  const small = binned(plane, binningFor(plane.height, plane.width, pngSide));
  const grey = new Uint8ClampedArray(small.pixels.length);
  const factor = 255 / (window.high - window.low);
  for (let i = 0; i < grey.length; i++) grey[i] = (small.pixels[i]! - window.low) * factor;
  return encodePng(new Uint8Array(grey.buffer), small.height, small.width).toString("base64");
}

/** One line: title, size, dtype, pixel size, range, and what was done to the pixels. */
function planeText(output: PlaneInfo["info"]): string {
  const { source, offset, scale, range } = output;
  const parts = [
    `${output.title}: ${source.width} x ${source.height} ${source.dtype}`,
    output.pixelSizeUm === null ? "pixel size unknown" : `${round(output.pixelSizeUm / output.binning)} µm per pixel`,
    `values ${round(offset + scale * range.min)} to ${round(offset + scale * range.max)}`,
  ];
  if (output.binning > 1) parts.push(`shown binned ${output.binning} x ${output.binning}`);
  if (scale !== 1 || offset !== 0) parts.push("mapped to 16 bits for display");
  if (output.nonFinite > 0) parts.push(`${output.nonFinite} pixels are NaN or infinite`);
  return parts.join(", ");
}

function round(value: number): string {
  return String(Number(value.toPrecision(6)));
}
