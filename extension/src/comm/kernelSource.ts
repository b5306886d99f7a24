import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { Kernel, ServiceManager, Session } from "@jupyterlab/services";
import { type ISignal, Signal } from "@lumino/signaling";
import { notebookOf } from "./notebooks.ts";

/** Name and path of the kernel that is started for panels. */
const ownPath = "titer-panel";

/** Which kernel the panels use. */
export interface ChosenKernel {
  readonly kernel: Kernel.IKernelConnection;
  /** Whose it is: `analysis.ipynb`, `titer-panel`. */
  readonly name: string;
  /** Starts it again, or another one in its place. */
  readonly restart: () => Promise<void>;
}

/** Where a link gets its kernel from. */
export interface KernelChoice {
  /** Another kernel than before, or the first. */
  readonly changed: ISignal<unknown, ChosenKernel>;
  /** Finds a kernel. Rejects when there is none. */
  start(): Promise<void>;
}

/** Finds the kernel for the panels: the front notebook's when it is Titer's, else the last such one's, else an own one. */
export class KernelSource implements KernelChoice {
  readonly #app: JupyterFrontEnd;
  readonly #sessions: Session.IManager;
  readonly #ready: ServiceManager.IManager;
  readonly #changed = new Signal<this, ChosenKernel>(this);
  #chosen: ChosenKernel | null = null;
  #own: Promise<Session.ISessionConnection> | null = null;
  #watched: ISignal<unknown, unknown> | null = null;

  constructor(app: JupyterFrontEnd) {
    this.#app = app;
    this.#ready = app.serviceManager;
    this.#sessions = app.serviceManager.sessions;
  }

  /** Another kernel than before, or the first. */
  get changed(): ISignal<this, ChosenKernel> {
    return this.#changed;
  }

  get chosen(): ChosenKernel | null {
    return this.#chosen;
  }

  /** Follows the notebook in front from now on; starts no kernel. */
  follow(): void {
    this.#app.shell.currentChanged?.connect(this.#look, this);
    this.#look();
  }

  /** Finds a kernel now. Rejects when none can be started. */
  async start(): Promise<void> {
    this.#look();
    if (this.#chosen === null) await this.#useOwn();
  }

  /** The notebook in front may get its kernel later. */
  #look(): void {
    const notebook = notebookOf(this.#app.shell.currentWidget);
    this.#watched?.disconnect(this.#look, this);
    this.#watched = notebook?.sessionContext.kernelChanged ?? null;
    this.#watched?.connect(this.#look, this);
    const kernel = notebook?.sessionContext.session?.kernel;
    if (!notebook || !kernel || kernel.name !== "titer") return;
    const { sessionContext } = notebook;
    this.#choose({ kernel, name: sessionContext.name, restart: () => sessionContext.restartKernel() });
  }

  async #useOwn(): Promise<void> {
    await this.#ready.ready;
    this.#own ??= this.#openOwn();
    let session: Session.ISessionConnection;
    try {
      session = await this.#own;
    } catch (thrown) {
      this.#own = null;
      throw thrown;
    }
    const { kernel } = session;
    if (kernel === null) throw new Error("The Jupyter server started no kernel.");
    const restart = async () => {
      if (kernel.status === "dead" || kernel.isDisposed) {
        session.dispose();
        this.#own = null;
        await this.#useOwn();
      } else await kernel.restart();
    };
    this.#choose({ kernel, name: ownPath, restart });
  }

  /** A page that was reloaded finds the kernel that it had started. */
  async #openOwn(): Promise<Session.ISessionConnection> {
    await this.#sessions.refreshRunning();
    const running = await this.#sessions.findByPath(ownPath);
    if (running?.kernel?.name === "titer") return this.#sessions.connectTo({ model: running });
    return this.#sessions.startNew({ path: ownPath, name: ownPath, type: "console", kernel: { name: "titer" } });
  }

  #choose(chosen: ChosenKernel): void {
    if (this.#chosen?.kernel === chosen.kernel) return;
    this.#chosen = chosen;
    this.#changed.emit(chosen);
  }
}
