import type { Shuffle } from "./compression.ts";

const flags: Readonly<Record<Shuffle, number>> = { none: 0, byte: 1, bit: 4 };

/**
 * A blosc frame of one block around a Zstandard frame. Source: c-blosc 1.21, README_CHUNK_FORMAT.rst.
 *
 * @param shuffled - the pixels as they were packed.
 * @param size - bytes of a pixel.
 */
export function bloscFrame(shuffled: Uint8Array, size: number, shuffle: Shuffle, packed: Uint8Array): Uint8Array {
  const body = packed.length < shuffled.length ? packed : shuffled;
  const frame = new Uint8Array(24 + body.length);
  const view = new DataView(frame.buffer);
  // format 2, Zstandard's format 1; codec 4 in the upper bits, 16: a block is one stream
  frame.set([2, 1, (4 << 5) | 16 | flags[shuffle], size]);
  view.setUint32(4, shuffled.length, true);
  view.setUint32(8, shuffled.length, true);
  view.setUint32(12, frame.length, true);
  view.setUint32(16, 20, true);
  view.setUint32(20, body.length, true);
  frame.set(body, 24);
  return frame;
}
