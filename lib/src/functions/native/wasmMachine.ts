import { TiterError } from "../../errors.ts";
import { type Access, checkStatus, type Machine, type Operation, operationNumber, operationsOf } from "./machine.ts";

/** The growing memory of a wasm instance. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of the global that is used here; its types otherwise come with those of the browser, which this room must not see. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** What the wasm build exports; addresses are byte offsets into its memory. */
interface Exports {
  readonly memory: Memory;
  readonly __heap_base: { readonly value: number };
  readonly titerNames: () => number;
  readonly titerOpen: (threads: number) => number;
  readonly titerRun: (engine: number, operation: number, numbers: number, pointers: number, scratch: number) => number;
}

const pageBytes = 65536;

/**
 * Opens the wasm build: one thread, a memory of its own. Planes are copied in before and out after each call, one behind the
 * other from the heap's start; scratch memory follows.
 */
export function openWasm(code: Uint8Array): Machine {
  // Built from our sources by setup/native.js, so its exports are known.
  const exports = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as Exports;
  const { memory } = exports;
  const engine = exports.titerOpen(1);
  const operations = operationsOf(textAt(memory, exports.titerNames()));
  let tableAt = 0;
  return {
    build: "wasm",
    threads: 1,
    run(operation: Operation, given: readonly number[], planes: readonly Access[], answers: number): readonly number[] {
      const take = bumpFrom(exports.__heap_base.value);
      const numbers = take(8 * Math.max(given.length, answers));
      const pointers = take(8 * Math.max(planes.length, 1));
      const places = planes.map(({ data }) => take(data.byteLength));
      const scratch = take(0);
      growTo(memory, scratch);
      new Float64Array(memory.buffer, numbers).set(given);
      new BigUint64Array(memory.buffer, pointers).set(places.map(BigInt));
      planes.forEach(({ data, access }, index) => {
        if (access !== "out") new Uint8Array(memory.buffer, places[index]).set(bytesOfPixels(data));
      });
      const number = operationNumber(operations, operation);
      checkStatus(exports.titerRun(engine, number, numbers, pointers, scratch), operation);
      planes.forEach(({ data, access }, index) => {
        if (access !== "in") bytesOfPixels(data).set(new Uint8Array(memory.buffer, places[index], data.byteLength));
      });
      tableAt = Number(new BigUint64Array(memory.buffer, pointers, 1)[0]);
      return Array.from(new Float64Array(memory.buffer, numbers, answers));
    },
    table: (length: number) => new Float64Array(memory.buffer, tableAt, length).slice(),
    watch: () => undefined,
    close: () => undefined,
  };
}

/** The characters at an address, to the first zero. */
function textAt(memory: Memory, address: number): string {
  const bytes = new Uint8Array(memory.buffer, address);
  return String.fromCharCode(...bytes.subarray(0, bytes.indexOf(0)));
}

function bumpFrom(start: number): (bytes: number) => number {
  let next = start;
  return (bytes) => {
    const taken = Math.ceil(next / 64) * 64;
    next = taken + bytes;
    return taken;
  };
}

function growTo(memory: Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageBytes);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new TiterError("OUT_OF_MEMORY", {
      what: `wasm memory cannot grow to ${bytes} bytes`,
      todo: "Use the native build, or smaller or fewer planes at once.",
      cause,
    });
  }
}

function bytesOfPixels(data: Access["data"]): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
