/**
 * The kernel's entry: `node main.js CONNECTION_FILE`, in the notebook's folder.
 *
 * The sockets open first, in their thread, which says who this is at once; the compiler is loaded meanwhile, and what
 * arrives before it is there waits.
 *
 * @module
 */
import { messageOf, TiterError } from "titer/errors";
import { Interrupts } from "./cell/interrupt.ts";
import { readConnectionFile } from "./wire/connectionFile.ts";
import { SocketConnection } from "./wire/socketConnection.ts";

try {
  const file = process.argv[2];
  if (file === undefined)
    throw new TiterError("NO_CONNECTION_FILE", {
      what: "the kernel was started without a connection file",
      todo: "Start it through Jupyter, or give the file as the only argument.",
    });
  const interrupts = new Interrupts();
  const opening = SocketConnection.open(readConnectionFile(file), interrupts);
  const [sockets, { startKernel }] = await Promise.all([opening, import("./kernel.ts")]);
  startKernel(sockets, interrupts, process.cwd());
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
}
