import { expect, test } from "@jest/globals";
import { autoLimits, distributionOf } from "#extension/viewer/pixels/distribution.js";

test("limits of whole numbers are percentiles, apart in a constant plane", () => {
  const pixels = Uint16Array.from({ length: 10_000 }, (_, i) => i);
  // numpy.percentile(numpy.arange(10000), [0.1, 99.9], method="inverted_cdf")
  expect(autoLimits(distributionOf([pixels]))).toEqual({ low: 9, high: 9989 });
  expect(autoLimits(distributionOf([new Uint8Array(100).fill(3)]))).toEqual({ low: 3, high: 4 });
});

test("NaN and infinity are counted, and do not move the limits", () => {
  const values = Array.from({ length: 1000 }, (_, i) => i / 1000);
  const of = distributionOf([Float32Array.from([...values, Number.NaN, Number.POSITIVE_INFINITY])]);
  expect([of.nonFinite, of.min]).toEqual([2, 0]);
  expect(of.max).toBeCloseTo(0.999);
  expect(of.counts(0, 1, 4).counts).toEqual([250, 250, 250, 250]);
});

test("a plane without pixels has limits", () => {
  expect(autoLimits(distributionOf([]))).toEqual({ low: 0, high: 1 });
});
