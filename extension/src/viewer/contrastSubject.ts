import type { Distribution } from "./pixels/distribution.ts";

/** What contrast is set for. */
export interface ContrastSubject {
  readonly of: Distribution;
  /** The automatic limits, in stored pixels. */
  readonly auto: { readonly low: number; readonly high: number };
  /** A stored pixel `p` stands for the value `offset + scale * p`; 0 and 1 when pixels are values. */
  readonly offset: number;
  readonly scale: number;
}

/** The value that a stored pixel stands for. */
export function shownValue({ offset, scale }: Pick<ContrastSubject, "offset" | "scale">, stored: number): number {
  return offset + scale * stored;
}

/** The stored pixel of a value; not rounded and not limited. */
export function storedValue({ offset, scale }: Pick<ContrastSubject, "offset" | "scale">, value: number): number {
  return (value - offset) / scale;
}

/** A value for people: whole numbers as they are, others with five digits. */
export function formatValue(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
