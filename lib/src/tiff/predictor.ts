import type { Pixels } from "../image/dtype.ts";

/** In place: turns the byte order of `pixels` when `swap` is set, then sums each row of `width` up from the left when `sum` is. */
export function turnPixels(pixels: Pixels, width: number, swap: boolean, sum: boolean): void {
  if (swap) swapBytes(pixels);
  if (sum) addUp(pixels, width);
}

/** Turns big-endian pixels into little-endian ones, or back, in place. */
export function swapBytes(pixels: Pixels): void {
  const { buffer, byteOffset, length } = pixels;
  if (pixels.BYTES_PER_ELEMENT === 2) {
    const pairs = byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 1) : new Uint32Array(0);
    for (let i = 0; i < pairs.length; i++) {
      const pair = pairs[i] as number;
      pairs[i] = ((pair & 0x00ff00ff) << 8) | ((pair >>> 8) & 0x00ff00ff);
    }
    const view = new Uint16Array(buffer, byteOffset, length);
    for (let i = 2 * pairs.length; i < length; i++) {
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

/**
 * Undoes the floating-point predictor (3), in place: in a row of `width` pixels the highest bytes come first, then the next ones, and
 * each byte is the difference to the one before. Source: Adobe Photoshop TIFF technical note 3.
 */
export function gatherFloats(pixels: Pixels, width: number): void {
  const size = pixels.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const row = new Uint8Array(width * size);
  for (let start = 0; start < bytes.length; start += row.length) {
    let sum = 0;
    for (let i = 0; i < row.length; i++) {
      sum += bytes[start + i] as number;
      row[i] = sum;
    }
    for (let i = 0; i < width; i++) {
      for (let part = 0; part < size; part++) {
        bytes[start + i * size + part] = row[(size - 1 - part) * width + i] as number;
      }
    }
  }
}

/** Sums each row of `width` pixels up from the left (predictor 2), in place; sums wrap as the pixel type does. */
function addUp(pixels: Pixels, width: number): void {
  for (let row = 0; row < pixels.length; row += width) {
    let sum = pixels[row] as number;
    for (let i = row + 1; i < row + width; i++) {
      sum += pixels[i] as number;
      pixels[i] = sum;
      sum = pixels[i] as number; // wrapped
    }
  }
}
