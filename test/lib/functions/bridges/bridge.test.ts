// A library's process: what it refuses, and what becomes of crashes, hangs and cancellations.
import { afterEach, expect, test } from "@jest/globals";
import { type Bridge, openBridge } from "#lib/functions/bridges/index.js";
import { pythonPath } from "../../python.js";

const opened: Bridge[] = [];
const open = async (library = "skimage"): Promise<Bridge> => {
  const bridge = await openBridge(library, pythonPath);
  opened.push(bridge);
  return bridge;
};
afterEach(() => {
  for (const bridge of opened.splice(0)) bridge.close();
});

const height = 40;
const width = 56;
const plane = { dtype: "float32", shape: [height, width], offset: 0 } as const;
const result = { ...plane, offset: height * width * 4 };
const sobel = { fn: "skimage.filters.sobel", params: {}, in: plane, out: result };
const limits = { milliseconds: 60_000, signal: { aborted: false } };

test("both sides see one memory: pixels written here are read there, and the other way round", async () => {
  const bridge = await open();
  const pixels = new Float32Array(bridge.memory.bytes.buffer, 0, height * width);
  for (let i = 0; i < pixels.length; i++) pixels[i] = i % width < width / 2 ? 0 : 1;
  await bridge.call(sobel, limits);
  const edges = new Float32Array(bridge.memory.bytes.buffer, result.offset, height * width);
  const row = Array.from(edges.subarray(10 * width, 11 * width));
  expect(row.flatMap((value, x) => (value > 0.01 ? [x] : []))).toEqual([width / 2 - 1, width / 2]);
});

test("memory that has grown is seen too", async () => {
  const bridge = await open();
  const offset = bridge.memory.bytes.length;
  bridge.memory.grow(offset + 2 * height * width * 4);
  const far = { ...sobel, in: { ...plane, offset }, out: { ...plane, offset: offset + height * width * 4 } };
  await expect(bridge.call(far, limits)).resolves.toBeGreaterThan(0);
});

test.each([
  ["a function that the catalogue does not list", { ...sobel, fn: "os.system" }, "UNKNOWN_FUNCTION"],
  ["a path into a module", { ...sobel, fn: "skimage.filters.sobel.__globals__" }, "UNKNOWN_FUNCTION"],
  ["a parameter of the wrong type", { ...sobel, params: { mode: "__import__" } }, "BAD_PARAMETER"],
  ["pixels outside the memory", { ...sobel, in: { ...plane, offset: 1 << 30 } }, "BAD_PLANE"],
  ["a negative offset", { ...sobel, in: { ...plane, offset: -4 } }, "BAD_PLANE"],
  ["a result of another dtype than declared", { ...sobel, out: { ...result, dtype: "int32" as const } }, "BAD_RESULT"],
])("%s is refused by the process itself", async (_, request, code) => {
  const bridge = await open();
  await expect(bridge.call(request, limits)).rejects.toMatchObject({ code: "BRIDGE_FUNCTION", details: { code } });
  expect(bridge.alive).toBe(true);
});

/** A call that takes a minute or so. */
async function slowCall(): Promise<{ bridge: Bridge; median: Parameters<Bridge["call"]>[0] }> {
  const bridge = await open("scipy");
  const size = 2048;
  bridge.memory.grow(2 * size * size * 4);
  const large = { dtype: "float32", shape: [size, size], offset: 0 } as const;
  const out = { ...large, offset: size * size * 4 };
  return { bridge, median: { fn: "scipy.ndimage.median_filter", params: { size: 41 }, in: large, out } };
}

test("a call that takes too long ends with its process", async () => {
  const { bridge, median } = await slowCall();
  const call = bridge.call(median, { milliseconds: 200, signal: limits.signal });
  await expect(call).rejects.toMatchObject({ code: "BRIDGE_TIMEOUT" });
  expect(bridge.alive).toBe(false);
});

test("a cancelled call ends with its process", async () => {
  const { bridge, median } = await slowCall();
  const signal = { aborted: false };
  const call = bridge.call(median, { milliseconds: 60_000, signal });
  signal.aborted = true;
  await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
  expect(bridge.alive).toBe(false);
});

test("a process that dies ends its call, and says how it died", async () => {
  const { bridge, median } = await slowCall();
  const call = bridge.call(median, limits);
  process.kill(bridge.pid, "SIGSEGV");
  await expect(call).rejects.toMatchObject({ code: "BRIDGE_CRASHED", message: expect.stringContaining("SIGSEGV") });
});

test("who waits for a bridge that ends meanwhile is refused, and does not touch its memory", async () => {
  const bridge = await open();
  const first = bridge.turn(async () => bridge.close());
  const second = bridge.turn(async () => bridge.memory.grow(1 << 30));
  await first;
  await expect(second).rejects.toMatchObject({ code: "BRIDGE_CRASHED" });
});

test("a Python that is not there is named", async () => {
  await expect(openBridge("skimage", "/no/python")).rejects.toMatchObject({
    code: "BRIDGE_UNAVAILABLE",
    message: expect.stringContaining("/no/python"),
  });
});

test("a library that is not installed is named, with what to do", async () => {
  await expect(openBridge("nolibrary", pythonPath)).rejects.toMatchObject({
    code: "BRIDGE_UNAVAILABLE",
    todo: expect.stringContaining("titer bridge add nolibrary"),
  });
});
