import { expect, test } from "@jest/globals";
import { loadKernels } from "#lib/functions/native/index.js";
import { newPlane, type Plane } from "#lib/image/index.js";

const [height, width] = [36, 120];
const strips = [
  [0, 0],
  [0, 40],
  [1, 5],
  [1, 77],
  [2, 31],
] as const;
const pairs = [
  [0, 1],
  [2, 4],
  [3, 0],
  [1, 1],
  [4, 3],
] as const;

/** Smoothed noise by a fixed sequence. */
function texture(seed: number): Plane {
  const plane = newPlane({ dtype: "float32", height: 120, width });
  let state = seed;
  for (const i of plane.data.keys()) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    plane.data[i] = state / 2 ** 32 - 0.5 + 0.8 * (plane.data[i - 1] ?? 0);
  }
  return plane;
}

test("the errors of many pairs of strips are those of one registration each", () => {
  const kernels = loadKernels({ threads: 2 });
  try {
    const planes = [1, 2, 3].map(texture);
    const cut = ([plane, y]: readonly [number, number]): Plane => {
      const data = (planes[plane] as Plane).data.slice(y * width, (y + height) * width);
      return { dtype: "float32", height, width, data };
    };
    const single = pairs.map(([one, other]) => {
      const inputs = [cut(strips[one]), cut(strips[other])];
      return kernels.run("phaseCorrelation", { inputs, numbers: [1, 0, 1, 1], answers: 3 }).numbers[2] ?? Number.NaN;
    });
    const numbers = [height, width, strips.length, pairs.length, ...strips.flat(), ...pairs.flat()];
    const many = kernels.run("registrationErrors", { inputs: planes, numbers }).table(pairs.length);
    expect(many[3]).toBeCloseTo(0, 6); // a strip against itself
    for (const [i, error] of single.entries()) expect(many[i]).toBeCloseTo(error, 5);
    expect(new Set(single.map((error) => error.toFixed(3))).size).toBe(pairs.length);
  } finally {
    kernels.close();
  }
});
