import { describe, expect, test } from "@jest/globals";
import { addCounts, focusedDomain, histogram, histogramPath } from "#extension/viewer/histogram.js";
import { withLimits } from "#extension/viewer/look.js";

describe("histogram", () => {
  test("counts bins over a domain, both ends inside, values outside left out", () => {
    const perValue = new Uint32Array(65536);
    addCounts(perValue, Uint16Array.from([0, 10, 10, 19, 20, 29, 30, 40, 41]));
    // numpy.histogram([10, 10, 19, 20, 29, 30, 40], bins=3, range=(10, 40))
    expect(histogram(perValue, 10, 40, 3).counts).toEqual([3, 2, 2]);
  });

  test("draws the highest bin at the top and an empty one on the ground", () => {
    expect(histogramPath({ counts: [9, 0], from: 0, to: 1 })).toBe("M0 1V0H0.5V1H1V1Z");
  });

  test("first shows the limits with room, not a far hot pixel", () => {
    expect(focusedDomain({ low: 100, high: 200 }, { min: 90, max: 65535, whole: true })).toEqual({ from: 90, to: 250 });
  });
});

describe("withLimits", () => {
  const look = { low: 10, high: 20, gamma: 1, map: "gray" };

  test("does not let the limits cross", () => {
    expect(withLimits(look, "low", 50, 1).low).toBe(19);
    expect(withLimits(look, "high", -5, 1).high).toBe(11);
  });
});
