import { describe, expect, test } from "@jest/globals";
import { scaleBar } from "#extension/viewer/scaleBar.js";

describe("scaleBar", () => {
  test.each([
    [0.65, 140, "50 µm", 76.923],
    [0.65 / 1.797, 140, "50 µm", 138.23],
    [1, 100, "100 µm", 100],
    [20, 140, "2 mm", 100],
    [0.001, 140, "100 nm", 100],
  ])("at %f µm per pixel and at most %i pixels is %s", (um, longest, label, length) => {
    const bar = scaleBar(um, longest);
    expect(bar.label).toBe(label);
    expect(bar.length).toBeCloseTo(length, 2);
  });
});
