import { afterAll, describe, expect, test } from "@jest/globals";
import type { CallContext, CallResult } from "#lib/functions/contract.js";
import type { BoundFunction } from "#lib/functions/define.js";
import {
  countCellsSingleChannel,
  createProjection,
  gaussianBlur,
  maxProjection,
  meanProjection,
  percentileNormalize,
  stackPercentileNormalize,
  tophat,
} from "#lib/functions/library/index.js";
import { loadKernels } from "#lib/functions/native/index.js";
import { completeParameters } from "#lib/functions/parameters.js";
import { type Plane, PlanePool, type Stack } from "#lib/image/index.js";
import { readNpy } from "./npy.js";
import { largestDifference, like, planeOf, realPlanes, references } from "./planes.js";

const kernels = loadKernels({ build: "auto" });
afterAll(() => kernels.close());
const { stack, image } = realPlanes();

/** Runs a function as the engine does. */
async function call({ declaration, given }: BoundFunction, planes: Stack): Promise<CallResult> {
  const pool = new PlanePool(1 << 30);
  const context: CallContext = {
    kernels,
    planes: planes.map((_, z) => ({ site: 1, channel: 1, z: z + 1, timepoint: 1 })),
    specials: {},
    acquire: (header) => pool.acquire(header),
    release: (plane) => pool.release(plane),
    device: null,
    signal: { aborted: false },
  };
  const result = await declaration.run(
    planes,
    completeParameters(declaration.id, declaration.parameters, given),
    context,
  );
  return result;
}

function first(result: CallResult): Plane {
  const [plane] = result.stack;
  if (!plane) throw new Error("no plane came back");
  return plane;
}

describe("projections", () => {
  test.each([
    ["max", maxProjection],
    ["mean", meanProjection],
    ["min", createProjection.with({ method: "min" })],
  ] as const)("%s gives one plane, as NumPy computes it", async (method, bound) => {
    const result = await call(bound, stack);
    expect(result.stack).toHaveLength(1);
    expect(largestDifference(first(result), readNpy(`project-${method}`))).toBe(0);
  });

  test("an empty group is refused", async () => {
    await expect(call(maxProjection, [])).rejects.toMatchObject({ code: "EMPTY_STACK" });
  });
});

describe("percentile normalisation", () => {
  test("of a plane equals NumPy's", async () => {
    expect(largestDifference(first(await call(percentileNormalize, [image])), readNpy("rescale"))).toBe(0);
  });

  test("of a stack takes the percentiles over all planes", async () => {
    const percents = references().percents;
    const [low = 0, high = 0] = [1, 99].map((percent) => references().percentiles.stack[percents.indexOf(percent)]);
    const result = await call(stackPercentileNormalize, stack);
    result.stack.forEach((plane, z) => {
      const by = like(plane);
      kernels.rescale(stack[z] as Plane, by, low, high, 0, 65535);
      expect(largestDifference(plane, by)).toBe(0);
    });
  });

  test("gives uint16 for uint8", async () => {
    const uint8 = planeOf("uint8", 1, 3, [0, 100, 200]);
    const result = first(await call(percentileNormalize.with({ lowPercentile: 0, highPercentile: 100 }), [uint8]));
    expect([result.dtype, ...result.data]).toEqual(["uint16", 0, 32767, 65535]);
  });

  test("refuses percentiles in the wrong order and names the parameter", async () => {
    const swapped = percentileNormalize.with({ lowPercentile: 99, highPercentile: 1 });
    await expect(call(swapped, [image])).rejects.toMatchObject({
      code: "BAD_PARAMETER",
      where: { field: "lowPercentile" },
    });
  });
});

describe("filters", () => {
  test("gaussianBlur is within one count of SciPy's", async () => {
    const result = await call(gaussianBlur.with({ sigma: 2 }), [image]);
    expect(largestDifference(first(result), readNpy("gaussian-2"))).toBeLessThanOrEqual(1);
  });

  test("tophat with its defaults equals scikit-image's disk of radius 50", async () => {
    expect(largestDifference(first(await call(tophat, [image])), readNpy("disk-50"))).toBe(0);
  });

  test("tophat takes a square too", async () => {
    const result = await call(tophat.with({ selemRadius: 7, shape: "square" }), [image]);
    expect(largestDifference(first(result), readNpy("square-7"))).toBe(0);
  });
});

describe("countCellsSingleChannel", () => {
  const all = { gaussianSigma: 0, minCellArea: 0, maxCellArea: 1e9, removeBorderCells: false } as const;
  const regions = references().regions["noisy-8"] ?? [];
  const median = references().percentiles.plane[references().percents.indexOf(50)] ?? 0;
  const noisy = countCellsSingleChannel.with({ ...all, thresholdMethod: "manual", threshold: median });

  test("gives its planes back", async () => {
    const result = await call(countCellsSingleChannel, [image]);
    expect(result.stack[0]).toBe(image);
  });

  test("measures what scikit-image measures", async () => {
    const cells = (await call(noisy, [image])).tables?.cells;
    expect(cells?.area).toEqual(regions.map(([area]) => area));
    expect(cells?.label).toEqual(regions.map((_, index) => index + 1));
    cells?.y?.forEach((y, index) => {
      expect(y).toBeCloseTo(regions[index]?.[1] ?? Number.NaN, 9);
    });
    cells?.meanIntensity?.forEach((mean, index) => {
      expect(mean).toBeCloseTo(regions[index]?.[3] ?? Number.NaN, 9);
    });
  });

  test("one row of counts per plane, before the cells", async () => {
    const tables = (await call(noisy, [image])).tables;
    expect(Object.keys(tables ?? {})).toEqual(["counts", "cells"]);
    const areas = regions.map(([area = 0]) => area);
    expect(tables?.counts).toEqual({
      cellCount: [regions.length],
      threshold: [median],
      meanArea: [areas.reduce((sum, area) => sum + area, 0) / areas.length],
    });
  });

  test("takes Otsu's threshold of the smoothed plane", async () => {
    const smoothed = countCellsSingleChannel.with({ ...all, gaussianSigma: 2 });
    const { cellCount, threshold } = (await call(smoothed, [image])).tables?.counts ?? {};
    expect([cellCount, threshold]).toEqual([[references().regions["cells-8"]?.length], [references().otsu.smooth]]);
  });

  test("leaves out what is too small, too large or cut by the border", async () => {
    const filtered = noisy.with({ minCellArea: 5, maxCellArea: 50, removeBorderCells: true });
    const wanted = regions.filter(([area = 0, , , , y0, x0, y1, x1]) => {
      return area >= 5 && area <= 50 && y0 !== 0 && x0 !== 0 && y1 !== image.height && x1 !== image.width;
    });
    const cells = (await call(filtered, [image])).tables?.cells;
    expect(cells?.area).toEqual(wanted.map(([area]) => area));
  });

  test("an empty plane has no cells and no mean area", async () => {
    const empty = planeOf("uint16", 9, 9, Array(81).fill(500));
    const counts = (await call(countCellsSingleChannel, [empty])).tables?.counts;
    expect(counts).toEqual({ cellCount: [0], threshold: [500], meanArea: [null] });
  });
});
