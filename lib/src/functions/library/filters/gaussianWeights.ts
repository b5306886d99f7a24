/**
 * The weights of a Gaussian or its derivatives (order 1, 2) for correlation, up to `round(truncate sigma)` pixels on both sides, as
 * scipy.ndimage makes them; `[1]` for sigma 0.
 */
export function gaussianWeights(sigma: number, order: 0 | 1 | 2 = 0, truncate = 4): number[] {
  if (sigma === 0) return [1];
  const radius = Math.floor(truncate * sigma + 0.5);
  const variance = sigma * sigma;
  const positions = Array.from({ length: 2 * radius + 1 }, (_, i) => i - radius);
  const bell = positions.map((x) => Math.exp((-0.5 / variance) * x * x));
  const total = bell.reduce((sum, value) => sum + value, 0);
  return positions.map((x, i) => {
    const weight = (bell[i] ?? 0) / total;
    if (order === 0) return weight;
    // The first derivative is turned round: correlation runs against convolution.
    return order === 1 ? (x / variance) * weight : ((x * x) / variance - 1) * (weight / variance);
  });
}
