/** How pixel values become colours. */
export interface Look {
  /** Limits in stored pixels; at and below `low` the first colour, at and above `high` the last. */
  readonly low: number;
  readonly high: number;
  /** The exponent of the normalised value; below 1 brightens the middle. */
  readonly gamma: number;
  /** Name in {@link colorMaps}. */
  readonly map: string;
}

/** A look with other limits; they keep their order and a distance of at least `least`. */
export function withLimits(look: Look, moved: "low" | "high", to: number, least: number): Look {
  if (moved === "low") return { ...look, low: Math.min(to, look.high - least) };
  return { ...look, high: Math.max(to, look.low + least) };
}
