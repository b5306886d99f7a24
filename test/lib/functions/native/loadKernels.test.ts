import { Worker } from "node:worker_threads";
import { describe, expect, test } from "@jest/globals";
import { messageOf } from "#lib/errors.js";
import { buildStates, loadKernels } from "#lib/functions/native/index.js";

const states = buildStates();
const native = states.find(({ build, obstacle }) => build !== "wasm" && obstacle === undefined);
const impossible = states.find(({ build, obstacle }) => build !== "wasm" && obstacle !== undefined);

describe("loadKernels", () => {
  test("auto takes the best build that can run, and says why when it is not a native one", () => {
    const kernels = loadKernels();
    if (native) expect([kernels.build, kernels.note]).toEqual([native.build.replace(":", " "), undefined]);
    else expect(kernels).toMatchObject({ build: "wasm", note: expect.stringContaining("no native build can run") });
    kernels.close();
  });

  test("wasm is taken when it is named, without a note", () => {
    const kernels = loadKernels({ build: "wasm" });
    expect([kernels.build, kernels.threads, kernels.note]).toEqual(["wasm", 1, undefined]);
  });

  test("wasm says that it has one thread when more were asked for", () => {
    expect(loadKernels({ build: "wasm", threads: 4 }).note).toContain("one thread");
  });

  test("a build that cannot run here is refused with its obstacle, and wasm is offered", () => {
    if (!impossible) throw new Error("there should be a build for another architecture");
    expect(() => loadKernels({ build: impossible.build })).toThrow(
      expect.objectContaining({
        code: "KERNELS_UNAVAILABLE",
        what: expect.stringContaining(impossible.obstacle ?? "-"),
        todo: expect.stringContaining('"wasm"'),
      }),
    );
  });

  test("a misspelt build is refused with the builds that can run", () => {
    expect(() => loadKernels({ build: "natve" })).toThrow(
      expect.objectContaining({ code: "KERNELS_UNAVAILABLE", todo: expect.stringContaining('"wasm"') }),
    );
  });

  test("no threads are refused", () => {
    expect(() => loadKernels({ threads: 0 })).toThrow(expect.objectContaining({ code: "KERNEL_ARGUMENT" }));
  });

  test.each(states.filter(({ obstacle }) => obstacle === undefined).map(({ build }) => build))(
    "%s runs in several worker threads at once, on shared pixels",
    async (build) => {
      const pixels = new Uint16Array(new SharedArrayBuffer(2 * 300 * 301)).fill(5);
      const results = await Promise.all([0, 1, 2].map((row) => thresholdInWorker(build, pixels, row)));
      expect(results).toEqual(["done", "done", "done"]);
      expect([pixels[0], pixels[301], pixels[602], pixels[903]]).toEqual([100, 101, 102, 5]);
    },
  );
});

/** A worker that rescales one row of shared pixels to 100 + row, again and again, with two threads. */
function thresholdInWorker(build: string, pixels: Uint16Array, row: number): Promise<unknown> {
  const code = `
    const { workerData, parentPort } = require("node:worker_threads");
    import(workerData.module).then(({ loadKernels }) => {
      const kernels = loadKernels({ build: workerData.build, threads: workerData.build === "wasm" ? 1 : 2 });
      const data = workerData.pixels.subarray(workerData.row * 301, workerData.row * 301 + 301);
      const plane = { dtype: "uint16", height: 1, width: 301, data };
      for (let i = 0; i < 200; i++) kernels.rescale(plane, plane, 0, 0, 100 + workerData.row, 65535);
      kernels.close();
      parentPort.postMessage("done");
    });`;
  const module = import.meta.resolve("#lib/functions/native/index.js");
  const worker = new Worker(code, { eval: true, workerData: { build, pixels, row, module } });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", (error) => reject(new Error(messageOf(error))));
  });
}
