import type { Dtype } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";

const descriptions: Readonly<Record<Dtype, string>> = {
  uint8: "|u1",
  uint16: "<u2",
  uint32: "<u4",
  int32: "<i4",
  float32: "<f4",
};

/** A plane as the bytes of a NumPy file, version 1.0: axes y, x, little-endian. Source: `numpy.lib.format`. */
export function encodeNpy({ data, dtype, height, width }: Plane): Uint8Array {
  const text = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': (${height}, ${width}), }`;
  const headerLength = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(headerLength + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, headerLength - 10, true);
  const header = `${text.padEnd(headerLength - 11)}\n`;
  for (let i = 0; i < header.length; i++) bytes[10 + i] = header.charCodeAt(i);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), headerLength);
  return bytes;
}
