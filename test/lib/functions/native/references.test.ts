import { afterAll, describe, expect, test } from "@jest/globals";
import type { Kernels } from "#lib/functions/kernels.js";
import { loadKernels } from "#lib/functions/native/index.js";
import type { Plane } from "#lib/image/index.js";
import { readNpy } from "../npy.js";
import { largestDifference, like, realPlanes, references } from "../planes.js";

// The references come from NumPy, SciPy and scikit-image: ../references.py.
const kernels = loadKernels({ build: "auto", threads: 2 });
afterAll(() => kernels.close());
const { stack, image, uint8, float32 } = realPlanes();
const expected = references();

function result(plane: Plane, run: (out: Plane) => void): Plane {
  const out = like(plane);
  run(out);
  return out;
}

describe("projections equal NumPy's", () => {
  test.each(["max", "min", "mean", "sum"] as const)("%s", (method) => {
    const out = result(image, (to) => kernels.project(stack, to, method));
    expect(largestDifference(out, readNpy(`project-${method}`))).toBe(0);
  });
});

describe("Gaussian", () => {
  test.each([1, 2, 10, 30])("sigma %d is within one count of SciPy's in double precision", (sigma) => {
    const out = result(image, (to) => kernels.gaussian(image, to, sigma));
    expect(largestDifference(out, readNpy(`gaussian-${sigma}`))).toBeLessThanOrEqual(1);
  });

  test("uint8 is within one count", () => {
    const out = result(uint8, (to) => kernels.gaussian(uint8, to, 2));
    expect(largestDifference(out, readNpy("gaussian-2-uint8"))).toBeLessThanOrEqual(1);
  });

  test("float32 is within single precision of SciPy's in double precision", () => {
    const out = result(float32, (to) => kernels.gaussian(float32, to, 2));
    expect(largestDifference(out, readNpy("gaussian-2-float32"))).toBeLessThan(1e-3); // values up to 1577
  });
});

describe("white top-hat equals scikit-image's", () => {
  const radii = [1, 7, 15, 50].flatMap((radius) => [["disk", radius] as const, ["square", radius] as const]);
  test.each(radii)("%s of radius %d", (shape, radius) => {
    const out = result(image, (to) => kernels.whiteTopHat(image, to, shape, radius));
    expect(largestDifference(out, readNpy(`${shape}-${radius}`))).toBe(0);
  });

  test.each(["disk", "square"] as const)("%s on uint8", (shape) => {
    const out = result(uint8, (to) => kernels.whiteTopHat(uint8, to, shape, 7));
    expect(largestDifference(out, readNpy(`${shape}-7-uint8`))).toBe(0);
  });

  test.each(["disk", "square"] as const)("%s on float32", (shape) => {
    const out = result(float32, (to) => kernels.whiteTopHat(float32, to, shape, 7));
    expect(largestDifference(out, readNpy(`${shape}-7-float32`))).toBe(0);
  });
});

describe("percentiles equal NumPy's", () => {
  const cases: Record<string, Plane[]> = { plane: [image], stack, uint8: [uint8], float32: [float32] };
  test.each(["plane", "stack", "uint8", "float32"] as const)("%s", (name) => {
    expect(kernels.percentiles(cases[name] as Plane[], expected.percents)).toEqual(expected.percentiles[name]);
  });
});

describe("rescale equals NumPy's", () => {
  test("uint16 between its percentiles", () => {
    const [low = 0, high = 0] = kernels.percentiles([image], [1, 99]);
    const out = result(image, (to) => kernels.rescale(image, to, low, high, 0, 65535));
    expect(largestDifference(out, readNpy("rescale"))).toBe(0);
  });

  test("uint8 to uint16, in place of nothing, with a raised floor", () => {
    const out = like(uint8, "uint16");
    kernels.rescale(uint8, out, 3.25, 90.5, 100, 255);
    expect(largestDifference(out, readNpy("rescale-uint8"))).toBe(0);
  });

  test("the result may be the plane itself", () => {
    const twice = like(image);
    twice.data.set(image.data);
    kernels.rescale(twice, twice, 441.069, 2483.31, 0, 65535);
    const out = result(image, (to) => kernels.rescale(image, to, 441.069, 2483.31, 0, 65535));
    expect(largestDifference(twice, out)).toBe(0);
  });
});

describe("Otsu's threshold equals scikit-image's", () => {
  test("uint16", () => expect(kernels.otsu(image)).toBe(expected.otsu.uint16));
  test("uint8", () => expect(kernels.otsu(uint8)).toBe(expected.otsu.uint8));
});

describe("labels and properties equal scikit-image's", () => {
  const cases = ["cells", "noisy"].flatMap((name) => [[name, 4] as const, [name, 8] as const]);
  test.each(cases)("%s, %d neighbours", (name, neighbours) => {
    const mask = readNpy(`mask-${name}`);
    const labels = like(mask, "int32");
    const regions = kernels.label(mask, labels, image, neighbours);
    expect(largestDifference(labels, readNpy(`labels-${name}-${neighbours}`))).toBe(0);
    expectRegions(regions, expected.regions[`${name}-${neighbours}`] ?? []);
  });
});

function expectRegions(regions: ReturnType<Kernels["label"]>, rows: readonly (readonly number[])[]): void {
  expect(regions.count).toBe(rows.length);
  rows.forEach(([area, y, x, intensity, ...box], i) => {
    expect(regions.area[i]).toBe(area);
    expect(regions.centroidY[i]).toBeCloseTo(y as number, 9);
    expect(regions.centroidX[i]).toBeCloseTo(x as number, 9);
    expect(regions.meanIntensity[i]).toBeCloseTo(intensity as number, 9);
    expect([...regions.box.subarray(4 * i, 4 * i + 4)]).toEqual(box);
  });
}
