import type { Kernel } from "@jupyterlab/services";
import { type ISignal, Signal } from "@lumino/signaling";
import { messageOf } from "titer/errors";
import type { PanelAnswer, PanelAsk, PanelKind } from "titer/protocol";
import type { ChosenKernel, KernelChoice } from "./kernelSource.ts";
import type { ITiterLink, LinkState, PanelEvent } from "./link.ts";
import { linkStates } from "./linkStates.ts";
import { PanelComm } from "./panelComm.ts";

/** How long a question may wait before the kernel is shown as busy, in milliseconds. */
const patience = 1500;

/** Keeps a comm open to the kernel that the panels use, whatever becomes of it. */
export class TiterLink implements ITiterLink {
  readonly #source: KernelChoice;
  readonly #root: string;
  readonly #stateChanged = new Signal<this, LinkState>(this);
  readonly #attached = new Signal<this, void>(this);
  readonly #told = new Signal<this, PanelEvent>(this);
  #state: LinkState = linkStates.idle;
  #started: Promise<void> | null = null;
  #chosen: ChosenKernel | null = null;
  #comm: PanelComm | null = null;
  #welcomed = false;
  #busy: ReturnType<typeof setTimeout> | undefined;
  /** Those who wait for a kernel's first word. */
  readonly #waiting = new Set<{ readonly go: (comm: PanelComm) => void; readonly refuse: (error: Error) => void }>();

  /** @param root folder from which the file browser's paths count */
  constructor(source: KernelChoice, root: string) {
    this.#source = source;
    this.#root = root;
    source.changed.connect((_, chosen) => this.#attach(chosen));
  }

  get state(): LinkState {
    return this.#state;
  }

  get stateChanged(): ISignal<this, LinkState> {
    return this.#stateChanged;
  }

  get attached(): ISignal<this, void> {
    return this.#attached;
  }

  get told(): ISignal<this, PanelEvent> {
    return this.#told;
  }

  get name(): string {
    return this.#chosen?.name ?? "";
  }

  get kernel(): Kernel.IKernelConnection | null {
    return this.#chosen?.kernel ?? null;
  }

  async ask<K extends PanelKind>(kind: K, ask: PanelAsk<K>): Promise<PanelAnswer<K>> {
    await this.#start();
    const comm = await this.#ready();
    return (await comm.ask(kind, ask)) as PanelAnswer<K>; // of a kernel of the same version
  }

  async restart(): Promise<void> {
    if (this.#chosen === null) {
      this.#started = null;
      return this.#start();
    }
    this.#say(linkStates.restarting);
    try {
      await this.#chosen.restart();
    } catch (thrown) {
      this.#say(linkStates.failed(messageOf(thrown)));
      throw thrown;
    }
  }

  #start(): Promise<void> {
    this.#started ??= this.#find();
    return this.#started;
  }

  async #find(): Promise<void> {
    if (this.#chosen === null) this.#say(linkStates.starting);
    try {
      await this.#source.start();
    } catch (thrown) {
      this.#started = null;
      this.#say(linkStates.failed(messageOf(thrown)));
      throw thrown;
    }
  }

  /** The comm, once its kernel has answered for the first time. Rejects when it turns out that it will not. */
  #ready(): Promise<PanelComm> {
    if (this.#comm && this.#welcomed) return Promise.resolve(this.#comm);
    const { kind, text, todo } = this.#state;
    if (kind === "wrong version" || kind === "failed" || kind === "dead")
      return Promise.reject(new Error(`${text} ${todo}`));
    return new Promise((go, refuse) => this.#waiting.add({ go, refuse }));
  }

  #attach(chosen: ChosenKernel): void {
    this.#chosen?.kernel.statusChanged.disconnect(this.#heard, this);
    this.#chosen?.kernel.connectionStatusChanged.disconnect(this.#heard, this);
    this.#chosen = chosen;
    this.#leave();
    chosen.kernel.statusChanged.connect(this.#heard, this);
    chosen.kernel.connectionStatusChanged.connect(this.#heard, this);
    this.#say(linkStates.starting);
    this.#heard();
  }

  /** The kernel's status or its connection has changed. */
  #heard(): void {
    const kernel = this.#chosen?.kernel;
    if (!kernel) return;
    const { status, connectionStatus } = kernel;
    if (status === "dead" || status === "terminating" || kernel.isDisposed) {
      this.#leave();
      this.#say(linkStates.dead(this.name));
      this.#refuse(linkStates.dead(this.name));
    } else if (status === "restarting" || status === "autorestarting") {
      this.#leave();
      this.#say(linkStates.restarting);
    } else if (connectionStatus !== "connected") {
      if (this.#comm) this.#say(linkStates.disconnected);
    } else if (this.#comm === null) this.#open(kernel);
    else if (this.#state.kind === "disconnected") this.#say(linkStates.ready);
  }

  #open(kernel: Kernel.IKernelConnection): void {
    const comm = new PanelComm(kernel, this.#root, {
      welcome: () => this.#welcome(comm),
      refused: (problem) => {
        this.#say(linkStates.wrongVersion(problem));
        this.#refuse(linkStates.wrongVersion(problem));
      },
      told: (name, value) => this.#told.emit({ name, value } as PanelEvent), // of a kernel of the same version
      waiting: (questions) => this.#wait(questions),
    });
    this.#comm = comm;
    this.#wait(1);
  }

  #welcome(comm: PanelComm): void {
    this.#welcomed = true;
    this.#wait(0);
    this.#say(linkStates.ready);
    for (const { go } of this.#waiting) go(comm);
    this.#waiting.clear();
    this.#attached.emit();
  }

  /** Shows the kernel as busy when questions have been waiting for a while, and as ready when they have been answered. */
  #wait(questions: number): void {
    if (questions > 0) {
      this.#busy ??= setTimeout(() => {
        // A kernel that has not said a word may be one that only starts.
        if (this.#welcomed || this.kernel?.status === "busy") this.#say(linkStates.busy(this.name));
      }, patience);
      return;
    }
    clearTimeout(this.#busy);
    this.#busy = undefined;
    if (this.#state.kind === "busy") this.#say(linkStates.ready);
  }

  #leave(): void {
    this.#comm?.close();
    this.#comm = null;
    this.#welcomed = false;
    this.#wait(0);
  }

  #refuse({ text, todo }: LinkState): void {
    for (const { refuse } of this.#waiting) refuse(new Error(`${text} ${todo}`));
    this.#waiting.clear();
  }

  #say(state: LinkState): void {
    if (state.kind === this.#state.kind && state.text === this.#state.text) return;
    this.#state = state;
    this.#stateChanged.emit(state);
  }
}
