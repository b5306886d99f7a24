import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { type Dtype, viewOf } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";

/** What the thread is asked for: the pixels of a page, into shared memory. */
export interface OddRequest {
  readonly path: string;
  readonly page: number;
  readonly dtype: Dtype;
  readonly length: number;
  readonly into: SharedArrayBuffer;
  /** Becomes 1 when the answer lies in the port. */
  readonly state: Int32Array;
  readonly port: MessagePort;
}

/** Why it could not be read; nothing when it was. */
export interface OddAnswer {
  readonly error?: string;
}

/** Longest wait for a page. */
const patience = 20_000;

/** Reads pages of TIFF files that our own reader refuses, with geotiff, which is 40 times slower; waits for them in this thread. */
export function makeOddReader(): (path: string, page: number, into: Plane) => void {
  let worker: Worker | undefined;
  return (path, page, into) => {
    worker ??= start(() => {
      worker = undefined;
    });
    const { dtype, data } = into;
    const pixels = new SharedArrayBuffer(data.byteLength);
    const state = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    const request: OddRequest = { path, page, dtype, length: data.length, into: pixels, state, port: port2 };
    worker.postMessage(request, [port2]);
    const ended = Atomics.wait(state, 0, 0, patience); // until the thread has put its answer into the port
    const answer = (receiveMessageOnPort(port1)?.message ?? { error: "it takes too long" }) as OddAnswer; // our own thread's
    port1.close();
    if (ended === "timed-out") {
      void worker.terminate();
      worker = undefined;
    }
    if (answer.error !== undefined) throw new Error(answer.error);
    data.set(viewOf(dtype, pixels, data.length));
  };
}

function start(ended: () => void): Worker {
  const worker = new Worker(new URL("./geotiffWorker.js", import.meta.url), {
    workerData: {}, // a package below geotiff looks into it
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  worker.unref(); // it must not keep the process
  worker.once("error", ended);
  worker.once("exit", ended);
  return worker;
}
