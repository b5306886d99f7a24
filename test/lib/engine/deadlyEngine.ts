/**
 * An engine whose well B01 brings it down, as a crash of native code would: a program for tests. Works on four wells at once, in
 * its own thread.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { inlineExecutor } from "#lib/engine/inline.js";
import { serveEngine } from "#lib/engine/serveEngine.js";
import { wellTools } from "#lib/engine/tools.js";
import { MemoryBudget } from "#lib/image/budget.js";

const tools = wellTools(new MemoryBudget(1 << 30));
const deadly: typeof tools = {
  ...tools,
  read: (task, file, pool) => {
    if (task.well.well === "B01" && file.id.site === 2) process.kill(process.pid, "SIGKILL");
    return tools.read(task, file, pool);
  },
};

await serveEngine({
  main: fileURLToPath(import.meta.url),
  executor: () => ({ ...inlineExecutor(deadly), workers: 4 }),
});
