import type { Kernel } from "@jupyterlab/services";
import type { JSONObject } from "@lumino/coreutils";
import { TiterError } from "titer/errors";
import {
  guards,
  type PanelOpened,
  type PanelQuestion,
  type PanelReply,
  panelTarget,
  panelVersion,
} from "titer/protocol";

/** What a comm tells its owner. */
export interface PanelCommEvents {
  /** The kernel has answered for the first time. */
  readonly welcome: () => void;
  /** The kernel speaks another version, or none at all. */
  readonly refused: (problem: string) => void;
  readonly told: (name: string, value: unknown) => void;
  /** The number of questions that wait has changed. */
  readonly waiting: (questions: number) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TiterError) => void;
}

const reply = guards.fields({ kind: guards.oneOf("welcome", "answer", "error", "event") });

/** One comm between this page's panels and one kernel. Every promise settles when the kernel goes. */
export class PanelComm {
  readonly #kernel: Kernel.IKernelConnection;
  readonly #comm: Kernel.IComm;
  readonly #events: PanelCommEvents;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #over = false;

  /** @param root folder from which the paths of the file browser count */
  constructor(kernel: Kernel.IKernelConnection, root: string, events: PanelCommEvents) {
    this.#kernel = kernel;
    this.#events = events;
    this.#comm = kernel.createComm(panelTarget);
    this.#comm.onMsg = ({ content }) => this.#take(content.data);
    this.#comm.onClose = () => {
      if (!this.#over) events.refused("The kernel is of another Titer version than this page.");
      this.close();
    };
    this.#comm.open({ version: panelVersion, root } satisfies PanelOpened);
  }

  /** The answer as the kernel gave it: one of the same version answers each kind with its own type. */
  ask(kind: string, ask: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#over) return reject(lost());
      const question: PanelQuestion = { id: this.#next++, kind, ask };
      this.#waiting.set(question.id, { resolve, reject });
      this.#comm.send({ ...question } as unknown as JSONObject); // panels ask in JSON
      this.#events.waiting(this.#waiting.size);
    });
  }

  /** Ends it; a second call does nothing. */
  close(): void {
    if (this.#over) return;
    this.#over = true;
    // A kernel that is gone can't be told, and JupyterLab refuses to try.
    if (this.#kernel.isDisposed || this.#kernel.status === "dead") this.#comm.dispose();
    else if (!this.#comm.isDisposed) this.#comm.close();
    for (const { reject } of this.#waiting.values()) reject(lost());
    this.#waiting.clear();
    this.#events.waiting(0);
  }

  #take(data: unknown): void {
    reply(data, "reply");
    const said = data as PanelReply; // by the line above
    switch (said.kind) {
      case "welcome":
        if (said.version === panelVersion) this.#events.welcome();
        else this.#events.refused(versions(said.version));
        return;
      case "answer":
        this.#settle(said.id)?.resolve(said.value);
        return;
      case "error":
        this.#settle(said.id)?.reject(TiterError.fromData(said.error));
        return;
      case "event":
        this.#events.told(said.name, said.value);
        return;
      default:
        said satisfies never;
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#events.waiting(this.#waiting.size);
    return waiting;
  }
}

function versions(kernels: number): string {
  const older = kernels < panelVersion ? "The kernel is older" : "This page is older";
  return `${older}: the kernel's panels have version ${kernels}, this page's ${panelVersion}.`;
}

function lost(): TiterError {
  return new TiterError("LINK_LOST", {
    what: "the kernel has ended before it answered",
    todo: "Wait until there is a kernel again, then try once more.",
  });
}
