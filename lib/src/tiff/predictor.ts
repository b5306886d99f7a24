import type { Pixels } from "../image/dtype.ts";

/** Turns big-endian pixels into little-endian ones, or back, in place. */
export function swapBytes(pixels: Pixels): void {
  const { buffer, byteOffset, length } = pixels;
  if (pixels.BYTES_PER_ELEMENT === 2) {
    const view = new Uint16Array(buffer, byteOffset, length);
    for (let i = 0; i < length; i++) {
      const value = view[i] as number;
      view[i] = (value >>> 8) | (value << 8);
    }
  } else if (pixels.BYTES_PER_ELEMENT === 4) {
    const view = new Uint32Array(buffer, byteOffset, length);
    for (let i = 0; i < length; i++) {
      const value = view[i] as number;
      view[i] = (value >>> 24) | ((value >>> 8) & 0xff00) | ((value << 8) & 0xff0000) | (value << 24);
    }
  }
}

/** Sums each row of `width` pixels up from the left (predictor 2), in place; sums wrap as the pixel type does. */
export function addUp(pixels: Pixels, width: number): void {
  for (let row = 0; row < pixels.length; row += width) {
    let sum = pixels[row] as number;
    for (let i = row + 1; i < row + width; i++) {
      sum += pixels[i] as number;
      pixels[i] = sum;
      sum = pixels[i] as number; // wrapped
    }
  }
}
