/** An outline or a set of points on an image, in pixels; a pixel's upper left corner is its place, as in ImageJ. */
export interface Roi {
  readonly name: string;
  /** `polygon`: corners of an outline along the edges of pixels. `points`: places of objects. */
  readonly kind: "polygon" | "points";
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Channel, slice and frame of a hyperstack, from 1; absent for all of them. */
  readonly channel?: number;
  readonly slice?: number;
  readonly frame?: number;
}

const kinds = { polygon: 8, points: 10 } as const;
const subPixels = 128;
const headerBytes = 64;

/**
 * A region as ImageJ's binary format (version 227): traced outlines with whole coordinates, points with parts of pixels.
 * Source: `ij.io.RoiDecoder` of ImageJ 1.54.
 */
export function encodeRoi({ name, kind, x, y, channel = 0, slice = 0, frame = 0 }: Roi): Uint8Array {
  const count = x.length;
  const left = Math.floor(least(x));
  const top = Math.floor(least(y));
  const fine = kind === "points";
  const coordinates = headerBytes + 4 * count + (fine ? 8 * count : 0);
  const bytes = new Uint8Array(coordinates + headerBytes + 2 * name.length);
  const view = new DataView(bytes.buffer); // big-endian throughout
  bytes.set([0x49, 0x6f, 0x75, 0x74]); // Iout
  view.setInt16(4, 227);
  bytes[6] = kinds[kind];
  view.setInt16(8, top);
  view.setInt16(10, left);
  view.setInt16(12, Math.ceil(most(y)));
  view.setInt16(14, Math.ceil(most(x)));
  view.setUint16(16, count);
  view.setInt16(50, fine ? subPixels : 0);
  view.setInt32(60, coordinates);
  for (let i = 0; i < count; i++) {
    const [column, row] = [x[i] as number, y[i] as number];
    view.setUint16(headerBytes + 2 * i, Math.floor(column) - left);
    view.setUint16(headerBytes + 2 * (count + i), Math.floor(row) - top);
    if (!fine) continue;
    view.setFloat32(headerBytes + 4 * count + 4 * i, column);
    view.setFloat32(headerBytes + 8 * count + 4 * i, row);
  }
  view.setInt32(coordinates + 4, channel);
  view.setInt32(coordinates + 8, slice);
  view.setInt32(coordinates + 12, frame);
  view.setInt32(coordinates + 16, coordinates + headerBytes);
  view.setInt32(coordinates + 20, name.length);
  for (let i = 0; i < name.length; i++) {
    view.setUint16(coordinates + headerBytes + 2 * i, name.charCodeAt(i));
  }
  return bytes;
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);
}
