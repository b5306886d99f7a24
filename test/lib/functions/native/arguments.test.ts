import { afterAll, describe, expect, test } from "@jest/globals";
import { loadKernels } from "#lib/functions/native/index.js";
import { newPlane, type Plane } from "#lib/image/index.js";
import { like, planeOf } from "../planes.js";

const kernels = loadKernels({ build: "wasm" });
afterAll(() => kernels.close());
const image = planeOf("uint16", 2, 3, [1, 2, 3, 4, 5, 6]);
const refusal = (todo: string) =>
  expect.objectContaining({ code: "KERNEL_ARGUMENT", todo: expect.stringContaining(todo) });

describe("kernels refuse", () => {
  test("a dtype that they do not take, and name those that they do", () => {
    const wrong = newPlane({ dtype: "uint32", height: 2, width: 3 });
    expect(() => kernels.gaussian(wrong, like(wrong), 1)).toThrow(refusal("uint8, uint16, float32"));
  });

  test("Otsu's threshold of float32", () => {
    const wrong = newPlane({ dtype: "float32", height: 2, width: 3 });
    expect(() => kernels.otsu(wrong)).toThrow(refusal("uint8, uint16"));
  });

  test("a result of another dtype", () => {
    expect(() => kernels.whiteTopHat(image, like(image, "uint8"), "disk", 1)).toThrow(refusal("uint16"));
  });

  test("planes of different shapes", () => {
    const other = newPlane({ dtype: "uint16", height: 3, width: 2 });
    expect(() => kernels.project([image, other], like(image), "max")).toThrow(refusal("one shape"));
  });

  test("a header that its pixels do not fit", () => {
    const lie: Plane = { ...image, height: 1000 };
    expect(() => kernels.otsu(lie)).toThrow(refusal("Uint16Array of 3000 values"));
  });

  test("an array of another type than the header says", () => {
    const lie: Plane = { ...image, dtype: "uint8" };
    expect(() => kernels.otsu(lie)).toThrow(refusal("Uint8Array"));
  });

  test("a result that overlaps an input", () => {
    expect(() => kernels.gaussian(image, image, 1)).toThrow(refusal("a plane of its own"));
  });

  test("no planes", () => {
    expect(() => kernels.percentiles([], [50])).toThrow(refusal("at least one plane"));
  });

  test("a percentile above 100", () => {
    expect(() => kernels.percentiles([image], [101])).toThrow(refusal("0 to 100"));
  });

  test("a sigma that is no number", () => {
    expect(() => kernels.gaussian(image, like(image), Number.NaN)).toThrow(refusal("0.01 to 1000"));
  });

  test("half a pixel of radius", () => {
    expect(() => kernels.whiteTopHat(image, like(image), "disk", 1.5)).toThrow(refusal("whole number"));
  });

  test("a target that the result cannot hold", () => {
    expect(() => kernels.rescale(image, like(image, "uint8"), 0, 10, 0, 256)).toThrow(refusal("255"));
  });

  test("percentiles of NaN", () => {
    const wrong = planeOf("float32", 1, 2, [1, Number.NaN]);
    expect(() => kernels.percentiles([wrong], [50])).toThrow(refusal("NaN"));
  });

  test("work after they were closed; a second close does nothing", () => {
    const closed = loadKernels({ build: "wasm" });
    closed.close();
    closed.close();
    expect(() => closed.otsu(image)).toThrow(expect.objectContaining({ code: "KERNELS_CLOSED" }));
  });
});
