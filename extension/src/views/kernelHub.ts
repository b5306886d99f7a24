import type { Kernel } from "@jupyterlab/services";
import { TiterError } from "titer/errors";
import { connectHub, hubTarget, type SocketLike } from "titer/stream";
import type { Connect } from "../viewer/pixels/hubLink.ts";

/** After how many milliseconds without an answer it is said what the kernel does. */
const patience = 1500;

/**
 * Opens lines to the hub by way of a notebook's kernel, which knows where the hub is.
 *
 * @param kernelOf - the kernel now; null when there is none
 * @param base - URL of the Jupyter server, with a slash at its end
 */
export function hubOfKernel(kernelOf: () => Kernel.IKernelConnection | null, base: string): Connect {
  return async (note) => {
    const kernel = kernelOf();
    if (kernel === null || ["dead", "terminating"].includes(kernel.status)) throw noKernel();
    note("Asking the kernel for the engine.");
    const waiting = setTimeout(() => note(waitText(kernel.status)), patience);
    const comm = kernel.createComm(hubTarget);
    const line: Parameters<typeof connectHub>[0] = {
      send: (data) => void comm.send(data as never), // JSON that the client made
      close: () => void (kernel.isDisposed || comm.isDisposed ? undefined : comm.close()),
      onMsg: () => {},
      onClose: () => {},
    };
    comm.onMsg = ({ content, buffers }) => line.onMsg({ content: { data: content.data }, buffers: buffers ?? [] });
    comm.onClose = () => line.onClose();
    const gone = goneOf(kernel);
    comm.open({ origin: location.origin });
    try {
      const connected = connectHub(line, base, (url) => new WebSocket(url) as unknown as SocketLike); // has what is used of it
      connected.catch(() => {}); // it may fail after the kernel is gone, which is told already
      return await Promise.race([connected, gone.promise]);
    } finally {
      clearTimeout(waiting);
      gone.stop();
    }
  };
}

function waitText(status: Kernel.Status): string {
  if (status === "busy") return "The kernel is busy; the view opens when its cell has ended.";
  return `The kernel is ${status}; the view opens when it answers.`;
}

/** Rejects when the kernel ends or is started anew, which nobody tells a comm. */
function goneOf(kernel: Kernel.IKernelConnection): { readonly promise: Promise<never>; readonly stop: () => void } {
  let stop = () => {};
  const promise = new Promise<never>((_, reject) => {
    const heard = (_: unknown, status: Kernel.Status) => {
      if (["dead", "restarting", "autorestarting", "terminating"].includes(status)) reject(noKernel());
    };
    const disposed = () => reject(noKernel());
    kernel.statusChanged.connect(heard);
    kernel.disposed.connect(disposed);
    stop = () => {
      kernel.statusChanged.disconnect(heard);
      kernel.disposed.disconnect(disposed);
    };
  });
  return { promise, stop };
}

function noKernel(): TiterError {
  return new TiterError("NO_KERNEL", {
    what: "no kernel runs that could give the engine's images",
    todo: "Start the notebook's kernel (Kernel > Restart Kernel).",
  });
}
