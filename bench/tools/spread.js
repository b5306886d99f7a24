/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Median with smallest and largest value, for people. @param {readonly number[]} values @param {string} unit */
export function spread(values, unit) {
  return `${median(values).toFixed(2)} ${unit} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
}
