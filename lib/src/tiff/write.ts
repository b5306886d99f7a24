import { TiterError } from "../errors.ts";
import { bytesOf, type Dtype } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";
import { encodeDirectory, type Tag, tagType } from "./encodeDirectory.ts";
import type { Deflate } from "./source.ts";

/** What goes into a TIFF file besides the pixels. */
export interface TiffOptions {
  /** Tag 270 of the first page, ASCII. */
  readonly description?: string;
  /** Packs the pixels; without it they are written as they are. */
  readonly deflate?: Deflate;
  /** BigTIFF, with 64-bit offsets; by default only where a classic file would be too small. */
  readonly big?: boolean;
  /** Unit of the resolution that the planes' spacing becomes: pixels per centimetre (default), or per micrometre without a unit. */
  readonly resolution?: "cm" | "um";
}

/** Samples of these types: 1 unsigned, 2 signed, 3 float. */
const sampleFormats: Readonly<Record<Dtype, number>> = { uint8: 1, uint16: 1, uint32: 1, int32: 2, float32: 3 };

const { short, long, rational, ascii, long8 } = tagType;

/** Bytes of pixels that are packed as one strip, about: what fits into a core's cache. */
const stripBytes = 1 << 18;

/** Packs microscope images within half a percent as well as level 6, in half the time. */
const level = 4;

/** Most bytes of a classic file; its offsets have 32 bits. */
const classicLimit = 2 ** 32 - 1;

/** The planes as the bytes of a little-endian TIFF file: see {@link tiffParts}. */
export function encodeTiff(planes: Plane | readonly Plane[], options: TiffOptions = {}): Uint8Array {
  const parts = tiffParts(planes, options);
  const bytes = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * A little-endian TIFF file with one page for each plane, in one strip or packed in strips of 256 KB, in parts that follow each other; pixels that are not packed
 * are the planes' own memory, not a copy. The pixel size of a plane, when known, becomes its resolution.
 *
 * @throws `TIFF_TOO_LARGE` when `big` is false and the file has 4 GB or more; `TIFF_EMPTY` without a plane.
 */
export function tiffParts(planes: Plane | readonly Plane[], options: TiffOptions = {}): Uint8Array[] {
  const pages = [planes].flat().map((plane) => pageOf(plane, options.deflate));
  if (pages.length === 0) throw new TiterError("TIFF_EMPTY", { what: "there is no plane to write", todo: "Give one." });
  const room = pages.reduce((sum, { bytes, strips }) => sum + bytes + 16 * strips.length + 1024, textRoom(options));
  const big = options.big ?? room > classicLimit;
  if (!big && room > classicLimit) {
    throw new TiterError("TIFF_TOO_LARGE", {
      what: `${room} bytes do not fit into a classic TIFF file`,
      todo: "Write a BigTIFF file (big: true) or an OME-Zarr store.",
    });
  }
  const parts: Uint8Array[] = [header(big, pages[0]?.bytes ?? 0)];
  let at = big ? 16 : 8;
  pages.forEach((page, i) => {
    const tags = tagsOf(page, at, big, i === 0 ? options : { ...options, description: undefined });
    const next = pages[i + 1];
    const directory = encodeDirectory(tags, big, at + page.bytes, (end) => (next ? end + next.bytes : 0));
    parts.push(...page.strips, new Uint8Array(page.bytes - sizeOf(page.strips)), directory);
    at += page.bytes + directory.length;
  });
  return parts;
}

/** A plane with its strips. */
interface Page {
  readonly plane: Plane;
  readonly strips: readonly Uint8Array[];
  readonly rowsPerStrip: number;
  /** Length of the strips, even. */
  readonly bytes: number;
}

function pageOf(plane: Plane, deflate: Deflate | undefined): Page {
  const { data, height } = plane;
  const whole = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const rowBytes = whole.length / height;
  const rowsPerStrip = deflate ? Math.min(height, Math.ceil(stripBytes / rowBytes)) : height;
  const strips = Array.from({ length: Math.ceil(height / rowsPerStrip) }, (_, i) => {
    const strip = whole.subarray(i * rowsPerStrip * rowBytes, (i + 1) * rowsPerStrip * rowBytes);
    return deflate ? deflate(strip, level) : strip;
  });
  return { plane, strips, rowsPerStrip, bytes: 2 * Math.ceil(sizeOf(strips) / 2) };
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function textRoom({ description }: TiffOptions): number {
  return (description?.length ?? 0) + 32;
}

/** The first bytes of a file whose first directory stands behind `bytes` of pixels. */
function header(big: boolean, bytes: number): Uint8Array {
  const head = new Uint8Array(big ? 16 : 8);
  head.set([0x49, 0x49, big ? 43 : 42, 0, ...(big ? [8, 0] : [])]);
  const view = new DataView(head.buffer);
  if (big) view.setBigUint64(8, BigInt(16 + bytes), true);
  else view.setUint32(4, 8 + bytes, true);
  return head;
}

function tagsOf(
  { plane: { width, height, dtype, spacing }, strips, rowsPerStrip }: Page,
  at: number,
  big: boolean,
  { deflate, description, resolution = "cm" }: Omit<TiffOptions, "description"> & { description?: string | undefined },
): Tag[] {
  const perUnit = (micrometres: number) => fraction((resolution === "cm" ? 1e4 : 1) / micrometres);
  return [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, [8 * bytesOf(dtype)]],
    [259, short, [deflate ? 8 : 1]],
    [262, short, [1]],
    ...(description === undefined ? [] : [[270, ascii, asciiCodes(description)] satisfies Tag]),
    [273, big ? long8 : long, offsetsOf(strips, at)],
    [277, short, [1]],
    [278, long, [rowsPerStrip]],
    [279, big ? long8 : long, strips.map(({ length }) => length)],
    ...(spacing
      ? ([
          [282, rational, perUnit(spacing.x)],
          [283, rational, perUnit(spacing.y)],
          [296, short, [resolution === "cm" ? 3 : 1]],
        ] satisfies Tag[])
      : []),
    [339, short, [sampleFormats[dtype]]],
  ];
}

function offsetsOf(strips: readonly Uint8Array[], at: number): number[] {
  let next = at;
  return strips.map(({ length }) => {
    next += length;
    return next - length;
  });
}

function asciiCodes(text: string): number[] {
  return [...`${text}\0`].map((letter) => letter.charCodeAt(0) & 0x7f);
}

/** A positive number as a fraction of 32-bit numbers, with as many decimals as fit. */
function fraction(value: number): [numerator: number, denominator: number] {
  let denominator = 1;
  while (denominator < 1e9 && value * denominator * 10 < 2 ** 32) denominator *= 10;
  return [Math.min(Math.round(value * denominator), 2 ** 32 - 1), denominator];
}
