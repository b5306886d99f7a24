import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { buildStates, loadKernels } from "#lib/functions/native/index.js";
import type { Plane } from "#lib/image/index.js";
import { like, realPlanes } from "../planes.js";

/** A hash over the bits of every kernel's results on every dtype. */
function bitsOf(build: string, threads: number): Record<string, string> {
  const kernels = loadKernels({ build, threads });
  try {
    const { stack, image, uint8, float32 } = realPlanes();
    const hashes: Record<string, string> = {};
    const keep = (name: string, data: ArrayBufferView) => {
      hashes[name] = createHash("sha256")
        .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
        .digest("hex");
    };
    const filtered = (name: string, plane: Plane, run: (out: Plane) => void, dtype = plane.dtype) => {
      const out = like(plane, dtype);
      run(out);
      keep(`${name} ${plane.dtype}`, out.data);
      return out;
    };
    for (const plane of [image, uint8, float32]) {
      const group = plane === image ? stack : [plane, plane, plane];
      for (const method of ["max", "min", "mean", "sum"] as const)
        filtered(method, plane, (out) => kernels.project(group, out, method));
      for (const sigma of [0.7, 2, 10])
        filtered(`gaussian ${sigma}`, plane, (out) => kernels.gaussian(plane, out, sigma));
      for (const shape of ["disk", "square"] as const)
        filtered(shape, plane, (out) => kernels.whiteTopHat(plane, out, shape, 13));
      keep(`percentiles ${plane.dtype}`, Float64Array.from(kernels.percentiles(group, [0.3, 50, 99.7])));
      filtered("rescale", plane, (out) => kernels.rescale(plane, out, 100.25, 200.5, 0, 250));
      filtered("rescale to float32", plane, (out) => kernels.rescale(plane, out, 100.25, 200.5, 0, 1), "float32");
      const mask = filtered("threshold", plane, (out) => kernels.threshold(plane, out, 90.5), "uint8");
      const labels = like(plane, "int32");
      const regions = kernels.label(mask, labels, plane, 4);
      keep(`labels ${plane.dtype}`, labels.data);
      for (const property of ["area", "centroidY", "centroidX", "meanIntensity", "box"] as const) {
        keep(`${property} ${plane.dtype}`, regions[property]);
      }
    }
    keep("otsu", Float64Array.of(kernels.otsu(image), kernels.otsu(uint8)));
    return hashes;
  } finally {
    kernels.close();
  }
}

describe("the bits of all results are those of wasm", () => {
  const wasm = bitsOf("wasm", 1);
  for (const { build, obstacle } of buildStates()) {
    for (const threads of build === "wasm" ? [] : [1, 2, 3]) {
      const name = `${build}, ${threads} threads`;
      if (obstacle === undefined) test(name, () => expect(bitsOf(build, threads)).toEqual(wasm));
      else test.skip(`${name}: skipped, ${obstacle}`, () => undefined);
    }
  }
});
