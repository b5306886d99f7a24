/**
 * The weights of a Gaussian from the centre outwards, up to `round(4 sigma)` pixels; both sides together add up to 1.
 * Computed here once for all builds: `exp` differs between C libraries.
 */
export function gaussianTaps(sigma: number): number[] {
  const radius = Math.floor(4 * sigma + 0.5);
  const side = Array.from({ length: radius + 1 }, (_, x) => Math.exp((-0.5 / (sigma * sigma)) * x * x));
  const total = side.reduce((sum, weight, x) => sum + (x === 0 ? weight : 2 * weight), 0);
  return side.map((weight) => weight / total);
}
