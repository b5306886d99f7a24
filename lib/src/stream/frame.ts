import { TiterError } from "../errors.ts";
import { bytesOf, isDtype, type Pixels, viewOf } from "../image/dtype.ts";
import type { FrameHeader, FramePlane } from "./messages.ts";

/** What browsers and Node share of text and bytes; the ECMAScript library itself does not declare it. */
declare const TextEncoder: { new (): { encode(text: string): Uint8Array } };
declare const TextDecoder: { new (): { decode(bytes: Uint8Array): string } };

/** Where pixels begin: at multiples of this many bytes, so that they can be looked at in place. */
const alignment = 8;

/** A frame as its receiver has it; pixels are views on the received bytes. */
export interface Frame extends FrameHeader {
  /** One for each of `planes`, row by row. */
  readonly pixels: readonly Pixels[];
}

/**
 * The bytes in front of a frame's pixels: the length of the JSON (4 bytes, little-endian), the JSON, spaces up to a multiple of 8.
 * The pixels of each plane follow, little-endian, each filled up to a multiple of 8 bytes.
 */
export function encodeHeader(header: FrameHeader): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(padded(4 + json.length)).fill(0x20);
  new DataView(bytes.buffer).setUint32(0, bytes.length - 4, true);
  bytes.set(json, 4);
  return bytes;
}

/** How many bytes of padding follow a plane of so many bytes. */
export function paddingBehind(bytes: number): number {
  return padded(bytes) - bytes;
}

/** Takes a frame apart without copying pixels. Throws `BAD_FRAME`. */
export function decodeFrame(bytes: ArrayBuffer): Frame {
  const length = bytes.byteLength < 4 ? 0 : new DataView(bytes).getUint32(0, true);
  if (length === 0 || 4 + length > bytes.byteLength) throw badFrame("it ends inside its header");
  const header = parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
  let offset = 4 + length;
  const pixels = header.planes.map((plane) => {
    const count = plane.height * plane.width;
    const size = count * bytesOf(plane.dtype);
    if (offset + size > bytes.byteLength) throw badFrame("it ends inside its pixels");
    const view = viewOf(plane.dtype, bytes, count, offset);
    offset += padded(size);
    return view;
  });
  return { ...header, pixels };
}

function padded(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function parse(text: string): FrameHeader {
  let header: Partial<FrameHeader>;
  try {
    header = JSON.parse(text) as Partial<FrameHeader>; // looked at below
  } catch (cause) {
    throw badFrame("its header is not JSON", cause);
  }
  const fits = Array.isArray(header?.planes) && header.planes.every(isPlane) && typeof header.id === "number";
  if (!fits) throw badFrame("its header lacks fields");
  return header as FrameHeader; // by the line above
}

function isPlane({ dtype, height, width }: Partial<FramePlane>): boolean {
  return typeof dtype === "string" && isDtype(dtype) && isCount(height) && isCount(width);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function badFrame(what: string, cause?: unknown): TiterError {
  return new TiterError("BAD_FRAME", {
    what: `a frame of the hub can't be read: ${what}`,
    todo: "Use hub and viewer of the same Titer version.",
    cause,
  });
}
