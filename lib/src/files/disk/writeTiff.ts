import { closeSync } from "node:fs";
import type { Plane } from "../../image/plane.ts";
import { imageJParts, omeParts, type PlaneStack, tiffParts } from "../../tiff/index.ts";
import { commitFile } from "./atomic.ts";
import { deflate } from "./tiffTools.ts";

/** How a TIFF file is written. */
export interface WriteTiffOptions {
  /** `tiff` (default): pages with their pixel size. `imagej`: a hyperstack. `ome`: OME-TIFF. */
  readonly kind?: "tiff" | "imagej" | "ome";
  /** Default: `none`. */
  readonly compression?: "none" | "deflate";
  /** BigTIFF; by default only above 4 GB. */
  readonly big?: boolean;
}

/**
 * Writes planes as a TIFF file, whole or not at all. Planes without axes are the slices of one channel.
 *
 * @throws `STACK_UNEVEN`, `TIFF_UNSUPPORTED`, `TIFF_TOO_LARGE`, `TIFF_EMPTY`; `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED` with the path.
 *
 * @example
 * ```ts
 * writeTiff("stack.tif", planes, { kind: "imagej" }); // opens in Fiji with its pixel size
 * ```
 */
export function writeTiff(
  path: string,
  content: Plane | readonly Plane[] | PlaneStack,
  { kind = "tiff", compression = "none", big }: WriteTiffOptions = {},
): void {
  const options = { ...(compression === "deflate" ? { deflate } : {}), ...(big === undefined ? {} : { big }) };
  const stack = stackOf(content);
  const encode = {
    tiff: () => tiffParts(stack.planes, options),
    imagej: () => imageJParts(stack, options),
    ome: () => omeParts(stack, options),
  };
  closeSync(commitFile(path, encode[kind](), true));
}

function stackOf(content: Plane | readonly Plane[] | PlaneStack): PlaneStack {
  if ("planes" in content) return content;
  const planes = [content].flat();
  return { planes, channels: [{ name: "Channel 1" }], slices: planes.length, frames: 1 };
}
