/** A process of its own that leaves its native kernels no memory, and prints what its next call says; for `memory.test.ts`. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isOutOfMemory } from "#lib/engine/memory.js";
import { TiterError } from "#lib/errors.js";
import { loadKernels } from "#lib/functions/native/index.js";
import { newPlane } from "#lib/image/plane.js";

const side = 4000;
const kernels = loadKernels({ build: "native" });
const board = newPlane({ dtype: "uint8", height: side, width: side });
for (let i = 0; i < board.data.length; i++) board.data[i] = (i + Math.floor(i / side)) & 1;
const labels = newPlane({ dtype: "int32", height: side, width: side });
const used = Number(/VmSize:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
execFileSync("prlimit", ["--pid", String(process.pid), `--as=${used + (2 << 20)}`]);
try {
  kernels.label(board, labels, board, 4); // eight million objects: their table has no room
  console.log("there was room");
} catch (thrown) {
  const { code } = TiterError.from(thrown, "OTHER", {}, "");
  console.log(`${isOutOfMemory(thrown) ? "out of memory" : "something else"}: ${code}`);
}
