import type { PlaneOutput } from "titer/protocol";

/** Pixels in the page, ready for the graphics card, with what the output says of them. */
export interface PlaneImage {
  readonly info: Omit<PlaneOutput, "pixels">;
  /** `height * width` values, row by row. */
  readonly pixels: Uint8Array | Uint16Array;
}

/** The value of the source that a stored pixel stands for. */
export function sourceValue(image: PlaneImage, stored: number): number {
  return image.info.offset + image.info.scale * stored;
}

/** The stored pixel of a value of the source; not rounded and not limited. */
export function storedPixel(image: PlaneImage, value: number): number {
  return (value - image.info.offset) / image.info.scale;
}

/** A value for people: whole numbers as they are, others with five digits. */
export function formatValue(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
