import { TiterError } from "titer/errors";
import type { Traces } from "../cell/trace.ts";

/** Errors, signals, `exit` and the like of cells must not end the kernel. */
export function guardProcess(traces: Traces): void {
  // Not listeners, which a cell could remove.
  process.setUncaughtExceptionCaptureCallback((error) => {
    process.stderr.write(`Uncaught ${traces.traceback(error).join("\n")}\n`);
  });
  process.on("unhandledRejection", (error) => {
    process.stderr.write(`Uncaught ${traces.traceback(error).join("\n")}\n`);
  });
  // Interrupts arrive as messages; the signal only ends synchronous code of a cell.
  process.on("SIGINT", () => undefined);
  const kill = process.kill;
  const own = new Set([process.pid, 0, -process.pid]);
  Object.assign(process, {
    exit: refuseExit,
    abort: refuseExit,
    kill: (pid: number, signal?: string | number) => (own.has(pid) && signal !== 0 ? refuseExit() : kill(pid, signal)),
  });
}

function refuseExit(): never {
  throw new TiterError("EXIT_REFUSED", {
    what: "a cell cannot end the kernel",
    todo: "Use Kernel > Shut down, or Restart.",
  });
}
