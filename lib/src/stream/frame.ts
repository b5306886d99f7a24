import { TiterError } from "../errors.ts";
import { bytesOf, isDtype, type Pixels, viewOf } from "../image/dtype.ts";
import type { FrameHeader, FramePlane, FrameShapes } from "./messages.ts";

/** What browsers and Node share of text and bytes; the ECMAScript library itself does not declare it. */
declare const TextEncoder: { new (): { encode(text: string): Uint8Array } };
declare const TextDecoder: { new (): { decode(bytes: Uint8Array): string } };

/** Where pixels begin: at multiples of this many bytes, so that they can be looked at in place. */
const alignment = 8;

/**
 * Points or outlines as arrays that go to a graphics card as they are. Coordinates are in pixels of the full size, x to the right
 * and y down; the upper left corner of the first pixel is at (0, 0) and its middle at (0.5, 0.5), as in ImageJ.
 */
export interface Shapes {
  /** Each object's label: its number in the label image and in the `label` column of tables; else its row, from 1. */
  readonly ids: Uint32Array;
  /** Of outlines: the vertex at which each begins, and behind the last one the number of all; empty for points. */
  readonly starts: Uint32Array;
  /** x and y of each vertex in turn; an outline's last vertex is joined to its first. */
  readonly vertices: Float32Array;
}

/** A frame as its receiver has it; pixels and shapes are views on the received bytes. */
export interface Frame extends FrameHeader {
  /** One for each of `planes`, row by row. */
  readonly pixels: readonly Pixels[];
  /** One for each of `shapes`. */
  readonly arrays: readonly Shapes[];
}

/**
 * The bytes in front of a frame's pixels: the length of the JSON (4 bytes, little-endian), the JSON, spaces up to a multiple of 8.
 * The pixels of each plane follow, then ids, starts and vertices of each of the shapes: little-endian, each array filled up to a
 * multiple of 8 bytes.
 */
export function encodeHeader(header: FrameHeader): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(padded(4 + json.length)).fill(0x20);
  new DataView(bytes.buffer).setUint32(0, bytes.length - 4, true);
  bytes.set(json, 4);
  return bytes;
}

/** How many bytes of padding follow an array of so many bytes. */
export function paddingBehind(bytes: number): number {
  return padded(bytes) - bytes;
}

/** Takes a frame apart without copying pixels. Throws `BAD_FRAME`. */
export function decodeFrame(bytes: ArrayBuffer): Frame {
  const length = bytes.byteLength < 4 ? 0 : new DataView(bytes).getUint32(0, true);
  if (length === 0 || 4 + length > bytes.byteLength) throw badFrame("it ends inside its header");
  const header = parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
  let offset = 4 + length;
  /** The next array of the frame. */
  const next = <T>(elements: number, size: number, view: (offset: number) => T): T => {
    const from = offset;
    if (from + elements * size > bytes.byteLength) throw badFrame("it ends inside its pixels");
    offset += padded(elements * size);
    return view(from);
  };
  const pixels = header.planes.map(({ dtype, height, width }) =>
    next(height * width, bytesOf(dtype), (from) => viewOf(dtype, bytes, height * width, from)),
  );
  const arrays = header.shapes.map(({ content, count, vertices }): Shapes => {
    const starts = content === "outlines" ? count + 1 : 0;
    return {
      ids: next(count, 4, (from) => new Uint32Array(bytes, from, count)),
      starts: next(starts, 4, (from) => new Uint32Array(bytes, from, starts)),
      vertices: next(2 * vertices, 4, (from) => new Float32Array(bytes, from, 2 * vertices)),
    };
  });
  return { ...header, pixels, arrays };
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
  const { id, planes, shapes } = header ?? {};
  const lists = Array.isArray(planes) && planes.every(isPlane) && Array.isArray(shapes) && shapes.every(isShapes);
  const fits = lists && typeof id === "number";
  if (!fits) throw badFrame("its header lacks fields");
  return header as FrameHeader; // by the line above
}

function isPlane({ dtype, height, width }: Partial<FramePlane>): boolean {
  return typeof dtype === "string" && isDtype(dtype) && isCount(height) && isCount(width);
}

function isShapes({ content, count, vertices }: Partial<FrameShapes>): boolean {
  return (content === "points" || content === "outlines") && isCount(count) && isCount(vertices);
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
