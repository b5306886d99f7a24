import { TiterError } from "../errors.ts";
import { bytesOf, type Dtype } from "../image/dtype.ts";
import { newPlane, type Plane, type Stack } from "../image/plane.ts";

const descriptions: Readonly<Record<Dtype, string>> = {
  uint8: "|u1",
  uint16: "<u2",
  uint32: "<u4",
  int32: "<i4",
  float32: "<f4",
};

/** A plane as the bytes of a NumPy file, version 1.0: axes y, x, little-endian. Source: `numpy.lib.format`. */
export function encodeNpy(plane: Plane): Uint8Array {
  return encode([plane], `${plane.height}, ${plane.width}`);
}

/** The same of planes of one shape and dtype: axes z, y, x; y, x for one plane. */
export function encodeNpyStack(planes: Stack): Uint8Array {
  const [first] = planes;
  if (!first) throw new TiterError("EMPTY_STACK", { what: "there are no planes to write", todo: "Give at least one." });
  const shape = `${first.height}, ${first.width}`;
  return encode(planes, planes.length === 1 ? shape : `${planes.length}, ${shape}`);
}

function encode(planes: Stack, shape: string): Uint8Array {
  const dtype = planes[0]?.dtype ?? "uint8";
  const text = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': (${shape}), }`;
  const headerLength = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(headerLength + planes.reduce((sum, { data }) => sum + data.byteLength, 0));
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, headerLength - 10, true);
  const header = `${text.padEnd(headerLength - 11)}\n`;
  for (let i = 0; i < header.length; i++) bytes[10 + i] = header.charCodeAt(i);
  let at = headerLength;
  for (const { data } of planes) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * The planes of a NumPy file with axes y, x or z, y, x, in C order and a pixel type of ours.
 *
 * @param name - for errors.
 * @throws TiterError `BAD_NPY` for anything else.
 */
export function decodeNpy(file: Uint8Array, name: string): Stack {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const magic = file.length > 12 && file[0] === 0x93 && String.fromCharCode(...file.subarray(1, 6)) === "NUMPY";
  if (!magic) throw badNpy(name, "it does not begin as one");
  const long = (file[6] ?? 0) > 1;
  const start = (long ? 12 + view.getUint32(8, true) : 10 + view.getUint16(8, true)) || 0;
  if (start > file.length) throw badNpy(name, "its header is cut off");
  const header = String.fromCharCode(...file.subarray(long ? 12 : 10, start));
  const description = /'descr': '([^']*)'/.exec(header)?.[1];
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? "")
    .split(",")
    .filter((text) => text.trim() !== "")
    .map(Number);
  const dtype = (Object.keys(descriptions) as Dtype[]).find((of) => descriptions[of] === description);
  if (!dtype) throw badNpy(name, `its values are ${description ?? "undescribed"}`);
  if (!header.includes("'fortran_order': False")) throw badNpy(name, "it is in Fortran order");
  const [width = 0, height = 0, depth = 1, ...more] = shape.reverse();
  const bytes = height * width * bytesOf(dtype);
  const whole = [width, height, depth].every((length) => Number.isInteger(length) && length > 0) && more.length === 0;
  if (!whole || file.length !== start + depth * bytes)
    throw badNpy(name, `its shape is (${shape.reverse().join(", ")})`);
  return Array.from({ length: depth }, (_, z) => {
    const plane = newPlane({ dtype, height, width });
    new Uint8Array(plane.data.buffer).set(file.subarray(start + z * bytes, start + (z + 1) * bytes));
    return plane;
  });
}

function badNpy(name: string, why: string): TiterError {
  return new TiterError("BAD_NPY", {
    what: `this is no NumPy file of planes that Titer can read: ${why}`,
    where: { file: name },
    todo: `Save it with numpy.save as ${Object.keys(descriptions).join(", ")}, with axes (y, x) or (z, y, x).`,
  });
}
