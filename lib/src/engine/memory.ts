import { totalmem } from "node:os";
import { isTiterError, messageOf } from "../errors.ts";

/** What planes may take in all: half of the machine's memory, or of what its container has. */
export function memoryLimit(): number {
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY; // 0 where there is no such limit
  return Math.floor(Math.min(totalmem(), constrained) / 2);
}

/**
 * What the ways to run out of memory say: our planes, array buffers, wasm, the JavaScript heap of a thread, native kernels; and of
 * GPUs: CUDA and its libraries (cupy, torch, TensorFlow), OpenCL, WebGPU, and WebGL under tfjs. Texts of the frameworks' own errors,
 * which also come over the bridge.
 */
const signs = new RegExp(
  [
    "array buffer allocation failed|webassembly\\.memory|could not allocate memory|out of memory|bad_alloc|ENOMEM|MemoryError",
    "cuda_error_out_of_memory|cudaErrorMemoryAllocation|OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_ALLOC_FAILED",
    "resource_?exhausted|unable to allocate|oom when allocating|cl_mem_object_allocation_failure|cl_out_of_resources|cl_out_of_host_memory",
    "GPUOutOfMemoryError|VK_ERROR_OUT_OF_(?:DEVICE|HOST)_MEMORY|E_OUTOFMEMORY|GL_OUT_OF_MEMORY",
    "unable to create (?:webgl ?)?texture|failed to (?:create|allocate) (?:gpu )?buffer",
  ].join("|"),
  "i",
);

/** Whether something failed because memory ran out. */
export function isOutOfMemory(thrown: unknown): boolean {
  if (isTiterError(thrown))
    return thrown.code === "OUT_OF_MEMORY" || signs.test(thrown.what) || isOutOfMemory(thrown.cause);
  if (typeof thrown !== "object" || thrown === null) return false;
  const code = "code" in thrown ? String(thrown.code) : "";
  const name = "name" in thrown ? String(thrown.name) : ""; // WebGPU's GPUOutOfMemoryError says nothing else
  if (code === "ERR_WORKER_OUT_OF_MEMORY" || signs.test(name) || signs.test(messageOf(thrown))) return true;
  return "cause" in thrown && thrown.cause !== thrown && isOutOfMemory(thrown.cause);
}
