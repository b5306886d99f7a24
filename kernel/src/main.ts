/**
 * The kernel's entry: `node main.js CONNECTION_FILE`, in the notebook's folder.
 *
 * @module
 */
import { messageOf, TiterError } from "titer/errors";
import { startKernel } from "./kernel.ts";
import { readConnectionFile } from "./wire/connectionFile.ts";

try {
  const file = process.argv[2];
  if (file === undefined)
    throw new TiterError("NO_CONNECTION_FILE", {
      what: "the kernel was started without a connection file",
      todo: "Start it through Jupyter, or give the file as the only argument.",
    });
  await startKernel(readConnectionFile(file), process.cwd());
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
