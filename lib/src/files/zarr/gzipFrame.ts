/**
 * The same packed bytes as a gzip file. Source: RFC 1950 and 1952.
 *
 * @param packed - zlib data without a dictionary.
 * @param crc - CRC-32 of the bytes that were packed.
 * @param size - how many these were.
 */
export function gzipFrame(packed: Uint8Array, crc: number, size: number): Uint8Array {
  const body = packed.subarray(2, packed.length - 4); // between the header and the checksum of zlib
  const frame = new Uint8Array(18 + body.length);
  frame.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]); // deflate, no name, no time, any system
  frame.set(body, 10);
  const view = new DataView(frame.buffer);
  view.setUint32(10 + body.length, crc, true);
  view.setUint32(14 + body.length, size, true);
  return frame;
}
