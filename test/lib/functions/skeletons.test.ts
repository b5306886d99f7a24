import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "@jest/globals";
import { analyzeSkeleton, skanAxonSkeletonizeAndAnalyze, thin } from "#lib/functions/library/index.js";
import { loadKernels } from "#lib/functions/native/index.js";
import { callFunction } from "./call.js";
import { fixtures } from "./npy.js";
import { computeReferences } from "./reference.js";

/** What skan measures on the same skeletons: skanBranches.py. */
interface Measured {
  readonly count: number;
  readonly types: readonly number[];
  readonly total: number;
}

const expected: Record<string, Measured> = JSON.parse(readFileSync(`${fixtures}/skan.json`, "utf8"));
const { images } = computeReferences(["--images"]);
const kernels = loadKernels();
afterAll(() => kernels.close());

function summary(rows: { branchDistance?: readonly unknown[]; branchType?: readonly unknown[] } = {}): Measured {
  const lengths = (rows.branchDistance ?? []) as readonly number[];
  return {
    count: lengths.length,
    types: [0, 1, 2, 3].map((type) => (rows.branchType ?? []).filter((of) => of === type).length),
    total: lengths.reduce((sum, length) => sum + length, 0),
  };
}

describe("branches of skeletons are those of skan", () => {
  test.each(["mask", "noisymask"])("%s", async (name) => {
    const { stack } = await callFunction(kernels, thin, images[name] ?? []);
    const { tables } = await callFunction(kernels, analyzeSkeleton, stack);
    const { count = 0, types, total = 0 } = expected[name] ?? {};
    const found = summary(tables?.branches);
    expect([found.count, found.types]).toEqual([count, types]);
    expect(found.total / total).toBeCloseTo(1, 2); // which of two equal ways a crossing takes may differ
  });

  test("lengths count the spacing", async () => {
    const spaced = skanAxonSkeletonizeAndAnalyze.with({ spacingY: 0.65, spacingX: 0.325 });
    const { tables } = await callFunction(kernels, spaced, images.fibres ?? []);
    const { count = 0, total = 0 } = expected.fibresSpaced ?? {};
    expect(summary(tables?.branches).count).toBe(count);
    expect(summary(tables?.branches).total / total).toBeCloseTo(1, 2);
  });

  test("short branches are cut off", async () => {
    const whole = await callFunction(kernels, skanAxonSkeletonizeAndAnalyze, images.fibres ?? []);
    const pruned = await callFunction(
      kernels,
      skanAxonSkeletonizeAndAnalyze.with({ minBranchLength: 12 }),
      images.fibres ?? [],
    );
    const short = (rows: typeof whole.tables) =>
      (rows?.branches?.branchDistance ?? []).filter(
        (length, i) => (length as number) < 12 && rows?.branches?.branchType?.[i] === 1,
      ).length;
    expect(short(pruned.tables)).toBeLessThan(short(whole.tables));
  });
});
