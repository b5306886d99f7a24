import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { enginePlaces } from "#lib/engine/home.js";
import { PlaneImage } from "#lib/engine/planeImage.js";
import { defineFunction } from "#lib/functions/define.js";
import { countCellsSingleChannel, gaussian, maxProjection } from "#lib/functions/library/index.js";
import { setDisplayHost } from "#lib/protocol/index.js";
import { ownEngine, temporaryFolder } from "./support.js";

jest.setTimeout(60_000); // an engine is started

const [height, width] = [40, 50];
const image = (at: (i: number) => number) =>
  new PlaneImage(
    { dtype: "uint16", height, width, data: Uint16Array.from({ length: height * width }, (_, i) => at(i)) },
    "a",
  );
const ramp = image((i) => i * 13);
const waves = image((i) => 300 + Math.round(200 * Math.sin(i / 7)));

ownEngine(temporaryFolder());

describe("arithmetic on images, in the engine", () => {
  test("adds, subtracts, multiplies and divides numbers and images", async () => {
    const check = async (made: Promise<PlaneImage>, wanted: (a: number, b: number) => number) =>
      expect([...(await made).data]).toEqual([...ramp.data].map((a, i) => wanted(a, waves.data[i]!)));
    const clip = (value: number) => Math.min(65535, Math.max(0, value));
    await check(ramp.add(7), (a) => clip(a + 7));
    await check(ramp.add(waves), (a, b) => clip(a + b));
    await check(ramp.subtract(waves), (a, b) => clip(a - b));
    await check(ramp.multiply(2), (a) => clip(2 * a));
    await check(ramp.divide(waves), (a, b) => Math.fround(a / b));
  });

  test("says in the title how an image came about, and leaves the first one as it was", async () => {
    const before = Uint16Array.from(ramp.data);
    const made = await ramp.subtract(waves);
    expect(made.title).toBe("(a) - (a)");
    expect((await ramp.apply(gaussian, { sigma: 2 })).title).toBe("gaussian(sigma = 2) of a");
    expect(ramp.data).toEqual(before);
  });

  test("refuses images of other sizes or pixel types", async () => {
    const small = new PlaneImage({ dtype: "uint16", height: 1, width: 1, data: new Uint16Array(1) }, "b");
    expect(() => ramp.add(small)).toThrow("a is 50 x 40 uint16, and b is 1 x 1 uint16");
  });
});

test("a registered function gives what scipy gives", async () => {
  const made = await waves.apply(gaussian, { sigma: 2 });
  const program = [
    "import sys, json, numpy as np",
    "from scipy.ndimage import gaussian_filter",
    "a = np.array(json.load(sys.stdin), np.uint16).reshape(40, 50)",
    "print(json.dumps(gaussian_filter(a.astype(np.float64), 2, mode='reflect').ravel().tolist()))",
  ].join("\n");
  const python = resolve(".titer/venv/bin/python");
  const scipy = JSON.parse(
    execFileSync(python, ["-c", program], { input: JSON.stringify([...waves.data]) }).toString(),
  );
  const differences = (scipy as number[]).map((value, i) => Math.abs(value - made.data[i]!));
  expect(Math.max(...differences)).toBeLessThan(1.01);
});

test("a function that throws, or that needs a pipeline, is named, and the engine's folder is left clean", async () => {
  const broken = defineFunction({
    id: "test.broken",
    version: 1,
    doc: "Throws.",
    contract: "PURE_2D",
    memory: { input: "cpu", output: "cpu" },
    parameters: {},
    run: () => {
      throw new Error("no such lens");
    },
  });
  await expect(ramp.apply(broken)).rejects.toThrow(/test.broken/);
  await expect(ramp.apply(gaussian, { sigma: -1 })).rejects.toThrow("sigma = -1 is not allowed");
  expect(readdirSync(enginePlaces().folder).filter((name) => name.startsWith("call-"))).toEqual([]);
});

test("functions with several planes in and with tables work on one image too", async () => {
  expect([...(await ramp.apply(maxProjection)).data]).toEqual([...ramp.data]);
  expect((await waves.apply(countCellsSingleChannel)).data).toHaveLength(height * width);
});

test("show displays the image in a notebook and says elsewhere that there is none", () => {
  expect(() => ramp.show()).toThrow("only in a notebook");
  const shown: unknown[] = [];
  setDisplayHost({ display: (bundle) => shown.push(bundle["text/plain"]) });
  ramp.show();
  setDisplayHost(undefined);
  expect(shown).toEqual(["a: 50 x 40 uint16, pixel size unknown, values 0 to 25987"]);
});
