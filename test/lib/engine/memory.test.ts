import { execFile } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
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

test.each([
  [
    "PyTorch",
    "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB",
  ],
  [
    "CuPy",
    "cupy.cuda.memory.OutOfMemoryError: Out of memory allocating 8,589,934,592 bytes (allocated so far: 0 bytes).",
  ],
  ["the CUDA runtime", "cudaErrorMemoryAllocation: out of memory"],
  ["the CUDA driver", "CUDA_ERROR_OUT_OF_MEMORY"],
  ["cuBLAS", "CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"],
  ["TensorFlow", "ResourceExhaustedError: OOM when allocating tensor with shape[8192,8192,64]"],
  ["JAX", "jaxlib.xla_extension.XlaRuntimeError: RESOURCE_EXHAUSTED: Failed to allocate request for 16.00GiB"],
  ["OpenCL (pyclesperanto)", "OpenCL error: clCreateBuffer CL_MEM_OBJECT_ALLOCATION_FAILURE (-4)"],
  ["NumPy", "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 64.0 GiB for an array"],
  ["Vulkan under WebGPU", "vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY"],
  ["Direct3D under WebGPU", "CreateCommittedResource failed with E_OUTOFMEMORY (0x8007000E)"],
  ["tfjs on WebGL", "Unable to create WebGLTexture."],
])("what %s says when its memory is full is recognised, over the bridge too", (_, message) => {
  expect(isOutOfMemory(new Error(message))).toBe(true);
  const bridged = new TiterError("BRIDGE_FUNCTION", { what: `ndimage.gaussian: ${message}`, todo: "less" });
  expect(isOutOfMemory(bridged)).toBe(true);
});

test("WebGPU's own error is recognised by its name: it may say nothing else", () => {
  class GPUOutOfMemoryError extends Error {
    override readonly name = "GPUOutOfMemoryError";
  }
  expect(isOutOfMemory(new GPUOutOfMemoryError(""))).toBe(true);
});

(process.platform === "linux" ? test : test.skip)(
  "a native kernel that gets no memory says so (Linux: prlimit)",
  async () => {
    const script = fileURLToPath(new URL("./scarceNative.js", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout.trim()).toBe("out of memory: OUT_OF_MEMORY");
  },
);

test.each(["CUDA error: device-side assert triggered", "no such file", "a shape does not match"])(
  "%s is something else",
  (message) => {
    expect(isOutOfMemory(new Error(message))).toBe(false);
  },
);

test("another failure is not taken for it", () => {
  expect(isOutOfMemory(thrownBy(() => newPlane({ dtype: "uint16", height: -1, width: 4 })))).toBe(false);
  expect(isOutOfMemory(new Error("no such file"))).toBe(false);
});

test("planes may take some of the machine's memory, never all", () => {
  expect(memoryLimit()).toBeGreaterThan(1 << 28);
});
