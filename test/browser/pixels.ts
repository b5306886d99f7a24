import { inflateSync } from "node:zlib";

/** A decoded screenshot. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue at a point. */
  at(x: number, y: number): readonly [number, number, number];
}

/** Decodes a PNG as Chromium writes it: 8 bits, RGB or RGBA, not interlaced (filters as in the PNG specification, chapter 9). */
export function decodePng(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const samples = { 2: 3, 6: 4 }[png[25]!];
  if (png[24] !== 8 || samples === undefined || png[28] !== 0) throw new Error("not an 8-bit RGB or RGBA PNG");
  const raw = inflateSync(Buffer.concat(dataChunks(png)));
  const stride = width * samples;
  const pixels = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    for (let i = 0; i < stride; i++) {
      const left = i >= samples ? pixels[y * stride + i - samples]! : 0;
      const up = y > 0 ? pixels[(y - 1) * stride + i]! : 0;
      const corner = y > 0 && i >= samples ? pixels[(y - 1) * stride + i - samples]! : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      pixels[y * stride + i] = raw[y * (stride + 1) + 1 + i]! + predicted;
    }
  }
  return {
    width,
    height,
    at: (x, y) => {
      const start = Math.floor(y) * stride + Math.floor(x) * samples;
      return [pixels[start]!, pixels[start + 1]!, pixels[start + 2]!];
    },
  };
}

function dataChunks(png: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      chunks.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return chunks;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
