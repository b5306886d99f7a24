import { afterAll, describe, expect, test } from "@jest/globals";
import { buildStates, loadKernels } from "#lib/functions/native/index.js";
import { newPlane } from "#lib/image/index.js";
import { like, planeOf, references } from "../planes.js";

const open = buildStates()
  .filter(({ obstacle }) => obstacle === undefined)
  .map(({ build }) => loadKernels({ build, threads: build === "wasm" ? 1 : 3 }));
afterAll(() => {
  for (const kernels of open) kernels.close();
});

const builds = open.map((kernels) => [kernels.build, kernels] as const);

describe.each(builds)("%s: odd shapes and contents as SciPy and scikit-image have them", (_, kernels) => {
  test.each(references().edges.map((edge) => [edge.name, edge] as const))("%s", (_name, edge) => {
    const image = planeOf("uint16", edge.height, edge.width, edge.image);
    const out = like(image);
    kernels.whiteTopHat(image, out, "square", 4);
    expect([...out.data]).toEqual(edge.square);
    kernels.whiteTopHat(image, out, "disk", 4);
    expect([...out.data]).toEqual(edge.disk);
    kernels.gaussian(image, out, 2.5);
    expect(
      Math.max(...Array.from(out.data, (value, i) => Math.abs(value - (edge.gaussian[i] ?? 0)))),
    ).toBeLessThanOrEqual(1);
    expect(kernels.otsu(image)).toBe(edge.otsu);
    expect(kernels.percentiles([image], [0, 1, 37.5, 99, 100])).toEqual(edge.percentiles);
    const labels = like(image, "int32");
    kernels.label(planeOf("uint8", edge.height, edge.width, edge.mask), labels, image, 8);
    expect([...labels.data]).toEqual(edge.labels);
    kernels.project([image, image], out, "mean");
    expect([...out.data]).toEqual(edge.image);
  });

  test("sums of integers stop at the highest value", () => {
    const image = planeOf("uint16", 1, 3, [65535, 40000, 1]);
    const out = like(image);
    kernels.project([image, image], out, "sum");
    expect([...out.data]).toEqual([65535, 65535, 2]);
  });

  test("a threshold below, between and above the values", () => {
    const image = planeOf("uint16", 1, 4, [0, 9, 10, 65535]);
    const out = like(image, "uint8");
    const above = (limit: number) => {
      kernels.threshold(image, out, limit);
      return [...out.data];
    };
    expect(above(-0.5)).toEqual([1, 1, 1, 1]);
    expect(above(9)).toEqual([0, 0, 1, 1]);
    expect(above(9.5)).toEqual([0, 0, 1, 1]);
    expect(above(70000)).toEqual([0, 0, 0, 0]);
  });

  test("a float32 threshold that no float32 can hold", () => {
    const image = planeOf("float32", 1, 4, [-1e-45, 0, 0.1, 0.2]);
    const out = like(image, "uint8");
    const above = (limit: number) => {
      kernels.threshold(image, out, limit);
      return [...out.data];
    };
    expect(above(-1e-60)).toEqual([0, 1, 1, 1]);
    expect(above(1e-60)).toEqual([0, 0, 1, 1]);
    expect(above(0.1)).toEqual([0, 0, 1, 1]); // 0.1 as float32 is a little more than 0.1
    expect(above(0.2000001)).toEqual([0, 0, 0, 0]);
  });

  test("an even plane rescales to the target's lower end", () => {
    const image = planeOf("uint16", 2, 2, [7, 7, 7, 7]);
    const out = like(image);
    kernels.rescale(image, out, 7, 7, 12, 65535);
    expect([...out.data]).toEqual([12, 12, 12, 12]);
  });

  test("nothing is written outside of a plane", () => {
    const [height, width, before] = [7, 131, 64];
    const buffer = new SharedArrayBuffer(2 * (height * width + 2 * before));
    new Uint16Array(buffer).fill(4711);
    const out = { dtype: "uint16", height, width, data: new Uint16Array(buffer, 2 * before, height * width) } as const;
    const image = newPlane(out);
    image.data.forEach((_value, i) => {
      image.data[i] = (i * 7919) % 65536;
    });
    kernels.gaussian(image, out, 3);
    kernels.whiteTopHat(image, out, "square", 5);
    kernels.whiteTopHat(image, out, "disk", 5);
    kernels.project([image, image], out, "max");
    kernels.rescale(image, out, 0, 65535, 0, 65535);
    const around = [...new Uint16Array(buffer, 0, before), ...new Uint16Array(buffer, 2 * (before + height * width))];
    expect(around).toEqual(Array(2 * before).fill(4711));
  });
});
