import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";

/** How two planes are brought together. */
export interface RegistrationOptions {
  /** Steps per pixel. */
  readonly upsample: number;
  /** Whether amplitudes are left out, so that only phases count. */
  readonly phaseOnly?: boolean;
  /** Whether a Hann window takes the borders away. */
  readonly windowed?: boolean;
  /** Whether all four quadrants are tested: for shifts of more than half an image. */
  readonly quadrants?: boolean;
}

/** The shift that brings a plane onto another, in pixels, and how badly it fits: -log of the correlation. */
export interface Shift {
  readonly y: number;
  readonly x: number;
  readonly error: number;
}

/** The shift that brings `moving` onto `reference`. */
export function phaseCorrelation(
  { kernels }: CallContext,
  reference: Plane,
  moving: Plane,
  { upsample, phaseOnly = false, windowed = false, quadrants = false }: RegistrationOptions,
): Shift {
  const numbers = [upsample, phaseOnly ? 1 : 0, windowed ? 1 : 0, quadrants ? 1 : 0];
  const [y = 0, x = 0, error = 0] = kernels.run("phaseCorrelation", {
    inputs: [reference, moving],
    numbers,
    answers: 3,
  }).numbers;
  return { y, x, error };
}
