import type { JupyterFrontEnd } from "@jupyterlab/application";
import { type Kernel, KernelConnection } from "@jupyterlab/services";
import { notebookOf } from "../comm/notebooks.ts";
import { frontSession } from "../forms/place.ts";

/** The kernel of a session by its path, found again when it is started anew. */
export interface SessionKernel {
  /** Path of the session; undefined while there is none. */
  readonly path: () => string | undefined;
  readonly now: () => Kernel.IKernelConnection | null;
  readonly dispose: () => void;
}

/**
 * Follows a session's kernel: that of an open notebook, else one that goes on without a notebook. A notebook that is still being opened
 * is waited for: of several connections to a kernel in a page, only the first one gets comms by itself, and that must be the notebook's.
 *
 * @param wanted - path of the notebook; default: that in front, else any with a kernel of ours
 * @param changed - another kernel may be there
 */
export function sessionKernel(
  { shell, restored, serviceManager: { sessions } }: JupyterFrontEnd,
  wanted: string | undefined,
  changed: () => void,
): SessionKernel {
  const front = wanted ?? frontSession(shell);
  let connection: Kernel.IKernelConnection | null = null;
  let isRestored = false;
  let isDisposed = false;
  const notebooks = () => [...shell.widgets("main")].flatMap((widget) => notebookOf(widget)?.sessionContext ?? []);
  const open = () => {
    const found = notebooks().find(({ session }) =>
      front === undefined ? session?.kernel?.name === "titer" : session?.path === front,
    );
    return found?.session ?? null;
  };
  const running = () => {
    const all = [...sessions.running()];
    return all.find(({ path }) => path === front) ?? all.find(({ kernel }) => kernel?.name === "titer");
  };
  const own = () => {
    const model = running();
    if (model === undefined || !isRestored || notebooks().some(({ path }) => path === model.path)) return null;
    const { kernel } = model;
    if (!kernel) return null;
    if (connection === null || connection.isDisposed || connection.id !== kernel.id) {
      connection?.dispose();
      const settings = sessions.serverSettings ? { serverSettings: sessions.serverSettings } : {};
      // Not by the manager: it would give no comms to a notebook that is opened later.
      connection = new KernelConnection({ model: kernel, handleComms: true, ...settings });
    }
    return connection;
  };
  const tell = () => {
    if (!isDisposed) changed();
  };
  void restored.then(() => {
    isRestored = true;
    tell();
  });
  sessions.runningChanged.connect(tell);
  return {
    path: () => front ?? open()?.path ?? running()?.path,
    now: () => open()?.kernel ?? own(),
    dispose: () => {
      isDisposed = true;
      sessions.runningChanged.disconnect(tell);
      connection?.dispose();
    },
  };
}
