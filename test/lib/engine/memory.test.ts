import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "@jest/globals";
import { isOutOfMemory, memoryLimit } from "#lib/engine/memory.js";
import { TiterError } from "#lib/errors.js";
import { newPlane } from "#lib/image/plane.js";

function thrownBy(fail: () => unknown): unknown {
  try {
    return fail();
  } catch (thrown) {
    return thrown;
  }
}

test("a thread whose JavaScript heap is full ran out of memory", async () => {
  const code = "const kept = []; for (;;) kept.push({ text: String(kept.length) });";
  const worker = new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });
  const [error] = await once(worker, "error").catch((thrown) => [thrown]);
  expect(isOutOfMemory(error)).toBe(true);
});

test.each([
  ["an array buffer", () => new SharedArrayBuffer(2 ** 45)],
  ["wasm", () => new WebAssembly.Memory({ initial: 65536, maximum: 65536 }).grow(1)],
  ["a plane over the budget's limit", () => new TiterError("OUT_OF_MEMORY", { what: "full", todo: "less" })],
  ["an error with such a cause", () => new TiterError("X", { what: "w", todo: "t", cause: new Error("bad_alloc") })],
])("%s that can't be allocated is recognised", (_, fail) => {
  expect(isOutOfMemory(thrownBy(fail))).toBe(true);
});

test("another failure is not taken for it", () => {
  expect(isOutOfMemory(thrownBy(() => newPlane({ dtype: "uint16", height: -1, width: 4 })))).toBe(false);
  expect(isOutOfMemory(new Error("no such file"))).toBe(false);
});

test("planes may take some of the machine's memory, never all", () => {
  expect(memoryLimit()).toBeGreaterThan(1 << 28);
});
