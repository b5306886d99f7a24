import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { Kernel, ServiceManager, Session } from "@jupyterlab/services";
import { frontSession, openKernel } from "../forms/place.ts";

/** The kernel of a session by its path, found again when it is started anew. */
export interface SessionKernel {
  /** Path of the session; undefined while there is none. */
  readonly path: () => string | undefined;
  readonly now: () => Kernel.IKernelConnection | null;
  readonly dispose: () => void;
}

/**
 * Follows a session's kernel: that of an open notebook, else one that goes on without a notebook.
 *
 * @param wanted - path of the notebook; default: that in front, else any with a kernel of ours
 * @param changed - another kernel may be there
 */
export function sessionKernel(
  { sessions }: ServiceManager.IManager,
  shell: JupyterFrontEnd.IShell,
  wanted: string | undefined,
  changed: () => void,
): SessionKernel {
  const front = wanted ?? frontSession(shell);
  let connection: Session.ISessionConnection | null = null;
  const running = () => {
    const all = [...sessions.running()];
    return all.find(({ path }) => path === front) ?? all.find(({ kernel }) => kernel?.name === "titer");
  };
  const own = () => {
    const model = running();
    if (model === undefined) return null;
    if (connection === null || connection.isDisposed || connection.id !== model.id) {
      connection?.dispose();
      // A notebook that is opened later has a connection of its own, which leaves comms to this one unless both take them.
      connection = sessions.connectTo({ model, kernelConnectionOptions: { handleComms: true } });
    }
    return connection.kernel;
  };
  const tell = () => changed();
  sessions.runningChanged.connect(tell);
  return {
    path: () => front ?? running()?.path,
    now: () => (front === undefined ? null : openKernel(shell, front)) ?? own(),
    dispose: () => {
      sessions.runningChanged.disconnect(tell);
      connection?.dispose();
    },
  };
}
