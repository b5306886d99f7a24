import { headerBytes, type Roi, roiTypes, subPixels } from "./roi.ts";

/**
 * A region as ImageJ's binary format (version 227). Coordinates that are no whole numbers are kept as 32-bit floats.
 * Source: `ij.io.RoiDecoder` of ImageJ 1.54.
 */
export function encodeRoi({ name, kind, x, y, channel = 0, slice = 0, frame = 0 }: Roi): Uint8Array {
  const isBox = kind === "rectangle" || kind === "ellipse";
  const isLine = kind === "line";
  const fine = !isLine && (kind === "points" || [...x, ...y].some((value) => !Number.isInteger(value)));
  const count = isBox || isLine ? 0 : x.length;
  const [left, top, right, bottom] = [
    Math.floor(least(x)),
    Math.floor(least(y)),
    Math.ceil(most(x)),
    Math.ceil(most(y)),
  ];
  const coordinates = headerBytes + 4 * count + (fine && !isBox ? 8 * count : 0);
  const bytes = new Uint8Array(coordinates + headerBytes + 2 * name.length);
  const view = new DataView(bytes.buffer); // big-endian throughout
  bytes.set([0x49, 0x6f, 0x75, 0x74]); // Iout
  view.setInt16(4, 227);
  bytes[6] = roiTypes[kind];
  view.setInt16(8, top);
  view.setInt16(10, left);
  view.setInt16(12, bottom);
  view.setInt16(14, right);
  view.setUint16(16, count);
  const floats = isLine ? [x[0]!, y[0]!, x[1]!, y[1]!] : [x[0]!, y[0]!, x[1]! - x[0]!, y[1]! - y[0]!];
  if (isLine || (isBox && fine)) for (const [i, value] of floats.entries()) view.setFloat32(18 + 4 * i, value);
  view.setInt16(50, fine ? subPixels : 0);
  view.setInt32(60, coordinates);
  for (let i = 0; i < count; i++) {
    view.setUint16(headerBytes + 2 * i, Math.floor(x[i]!) - left);
    view.setUint16(headerBytes + 2 * (count + i), Math.floor(y[i]!) - top);
    if (!fine) continue;
    view.setFloat32(headerBytes + 4 * count + 4 * i, x[i]!);
    view.setFloat32(headerBytes + 8 * count + 4 * i, y[i]!);
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
