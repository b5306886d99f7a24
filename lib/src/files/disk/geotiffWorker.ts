/** The thread that reads odd TIFF files with geotiff, which answers later only, for threads that wait for it: see `oddTiff.ts`. */
import { parentPort } from "node:worker_threads";
import { fromFile } from "geotiff";
import { messageOf } from "../../errors.ts";
import { viewOf } from "../../image/dtype.ts";
import type { OddAnswer, OddRequest } from "./oddTiff.ts";

// geotiff's own remarks are not for the user's console: errors are answered
console.log = () => {};
console.warn = () => {};
console.error = () => {};

parentPort?.on("message", async ({ path, page, into, dtype, length, state, port }: OddRequest) => {
  const answer = await read(path, page).then(
    (pixels): OddAnswer => {
      if (pixels.length !== length) return { error: `it has ${pixels.length} pixels where ${length} are announced` };
      viewOf(dtype, into, length).set(pixels);
      return {};
    },
    (error: unknown): OddAnswer => ({ error: messageOf(error) }),
  );
  port.postMessage(answer);
  Atomics.store(state, 0, 1); // after the answer is on its way: whoever wakes takes it at once
  Atomics.notify(state, 0);
});

async function read(path: string, page: number): Promise<ArrayLike<number>> {
  const file = await fromFile(path);
  try {
    const [pixels] = await (await file.getImage(page)).readRasters({ interleave: false });
    if (typeof pixels === "number" || pixels === undefined) throw new Error("it has no pixels");
    return pixels;
  } finally {
    file.close();
  }
}
