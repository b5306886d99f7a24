import { describe, expect, test } from "@jest/globals";
import { buildStates, loadKernels } from "#lib/functions/native/index.js";
import { like, realPlanes } from "../planes.js";

describe("kernels end when they are told to, and work on afterwards", () => {
  for (const { build, obstacle } of buildStates().filter(({ build }) => build !== "wasm")) {
    for (const threads of [1, 3]) {
      const name = `${build}, ${threads} threads`;
      if (obstacle !== undefined) {
        test.skip(`${name}: skipped, ${obstacle}`, () => undefined);
        continue;
      }
      test(name, () => {
        const kernels = loadKernels({ build, threads });
        try {
          const { image } = realPlanes();
          const [wanted, found] = [like(image), like(image)];
          kernels.gaussian(image, wanted, 2);
          const flag = new Int32Array(new SharedArrayBuffer(4));
          kernels.watch(flag);
          kernels.gaussian(image, found, 2);
          expect(found.data).toEqual(wanted.data);
          Atomics.store(flag, 0, 1);
          expect(() => kernels.gaussian(image, found, 2)).toThrow(expect.objectContaining({ code: "KERNEL_STOPPED" }));
          kernels.watch(null);
          found.data.fill(0);
          kernels.gaussian(image, found, 2);
          expect(found.data).toEqual(wanted.data);
        } finally {
          kernels.close();
        }
      });
    }
  }
});
