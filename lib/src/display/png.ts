import { crc32, deflateSync } from "node:zlib";

/**
 * An 8-bit grey PNG (PNG specification, third edition, W3C 2025).
 *
 * @param pixels - `height * width` values, row by row
 */
export function encodePng(pixels: Uint8Array, height: number, width: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits per sample; the other fields are 0: grey, deflate, no interlace
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(filterSub(pixels, height, width))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Each row behind its filter number, as differences to the pixel on the left (filter 1). */
function filterSub(pixels: Uint8Array, height: number, width: number): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    const out = y * (width + 1);
    rows[out] = 1;
    let left = 0;
    for (let x = 0; x < width; x++) {
      const value = pixels[y * width + x]!;
      rows[out + 1 + x] = value - left;
      left = value;
    }
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
