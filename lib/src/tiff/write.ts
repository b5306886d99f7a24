import { TiterError } from "../errors.ts";
import { bytesOf, type Dtype } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";
import type { Deflate } from "./source.ts";

/** What goes into a TIFF file besides the pixels. */
export interface TiffOptions {
  /** Tag 270, ASCII. */
  readonly description?: string;
  /** Packs the pixels; without it they are written as they are. */
  readonly deflate?: Deflate;
}

/** Samples of these types: 1 unsigned, 2 signed, 3 float. */
const sampleFormats: Readonly<Record<Dtype, number>> = { uint8: 1, uint16: 1, uint32: 1, int32: 2, float32: 3 };

const short = 3;
const long = 4;
const rational = 5;
const ascii = 2;

/**
 * One plane as the bytes of a little-endian classic TIFF file with one strip. The pixel size of the plane, when known, becomes
 * the resolution in pixels per centimetre.
 *
 * @throws `TIFF_TOO_LARGE` above 4 GB.
 */
export function encodeTiff(plane: Plane, options: TiffOptions = {}): Uint8Array {
  const { data, width, height, dtype, spacing } = plane;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const pixels = options.deflate ? options.deflate(raw, 6) : raw;
  const tags: [tag: number, type: number, values: readonly number[]][] = [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, [8 * bytesOf(dtype)]],
    [259, short, [options.deflate ? 8 : 1]],
    [262, short, [1]],
    [273, long, [8]],
    [277, short, [1]],
    [278, long, [height]],
    [279, long, [pixels.length]],
    [339, short, [sampleFormats[dtype]]],
  ];
  if (options.description !== undefined) tags.push([270, ascii, asciiCodes(options.description)]);
  if (spacing) {
    tags.push([282, rational, perCentimetre(spacing.x)], [283, rational, perCentimetre(spacing.y)], [296, short, [3]]);
  }
  tags.sort((a, b) => a[0] - b[0]);
  const directoryAt = 8 + pixels.length + (pixels.length % 2);
  const extraAt = directoryAt + 2 + tags.length * 12 + 4;
  const extra = tags.reduce((sum, [, type, values]) => sum + spill(type, values), 0);
  if (extraAt + extra > 0xffffffff) {
    throw new TiterError("TIFF_TOO_LARGE", {
      what: `a plane of ${pixels.length} bytes does not fit into a classic TIFF file`,
      todo: "Write it to an OME-Zarr store.",
    });
  }
  const bytes = new Uint8Array(extraAt + extra);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, directoryAt, true);
  bytes.set(pixels, 8);
  view.setUint16(directoryAt, tags.length, true);
  let spillAt = extraAt;
  tags.forEach(([tag, type, values], i) => {
    const at = directoryAt + 2 + i * 12;
    const spilled = spill(type, values);
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, type === rational ? values.length / 2 : values.length, true);
    if (spilled) view.setUint32(at + 8, spillAt, true);
    writeValues(view, spilled ? spillAt : at + 8, type, values);
    spillAt += spilled;
  });
  return bytes;
}

/** Bytes that the values of a tag need outside the directory, rounded up to whole words. */
function spill(type: number, values: readonly number[]): number {
  const bytes = values.length * (type === ascii ? 1 : type === short ? 2 : 4);
  return bytes <= 4 ? 0 : bytes + (bytes % 2);
}

function writeValues(view: DataView, at: number, type: number, values: readonly number[]): void {
  values.forEach((value, i) => {
    if (type === ascii) view.setUint8(at + i, value);
    else if (type === short) view.setUint16(at + i * 2, value, true);
    else view.setUint32(at + i * 4, value, true);
  });
}

function asciiCodes(text: string): number[] {
  return [...`${text}\0`].map((letter) => letter.charCodeAt(0) & 0x7f);
}

function perCentimetre(micrometres: number): [number, number] {
  return [Math.round(1e9 / micrometres), 100_000];
}
