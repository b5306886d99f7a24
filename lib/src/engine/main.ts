/**
 * The engine's process: see {@link serveEngine}. With the argument `resume` it was started in place of one that died, and ends at
 * once when there is nothing to go on with.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { serveEngine } from "./serveEngine.ts";
import { threadsExecutor } from "./threads.ts";

await serveEngine({ main: fileURLToPath(import.meta.url), executor: ({ logs }) => threadsExecutor(logs) });
