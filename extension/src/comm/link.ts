import type { Kernel } from "@jupyterlab/services";
import { Token } from "@lumino/coreutils";
import type { ISignal } from "@lumino/signaling";
import type { PanelAnswer, PanelAsk, PanelEvents, PanelKind } from "titer/protocol";

/** How a link to a kernel stands, in a word for programs and in sentences for people. */
export interface LinkState {
  readonly kind: /** No panel has needed a kernel yet. */
    | "idle"
    | "starting"
    | "ready"
    /** A question has been waiting for a while: a cell computes. Answers come when it is done. */
    | "busy"
    | "restarting"
    /** The kernel has ended, and nothing starts it again by itself. */
    | "dead"
    /** The page has lost the Jupyter server; it tries to find it again by itself. */
    | "disconnected"
    /** Extension and kernel are of different Titer versions. */
    | "wrong version"
    /** No kernel could be started. */
    | "failed";
  /** What is the case; empty when all is well. */
  readonly text: string;
  /** What to do; empty when there is nothing to do. */
  readonly todo: string;
}

/**
 * The way of all panels to Titer: the kernel of the notebook in front when that is Titer's, else the last such notebook's, else one
 * that is started for the panels and listed as `titer-panel` among the running kernels.
 */
export interface ITiterLink {
  readonly state: LinkState;
  readonly stateChanged: ISignal<ITiterLink, LinkState>;
  /** A kernel has answered for the first time, another one or the same after a restart: what was asked before is gone there. */
  readonly attached: ISignal<ITiterLink, void>;
  /** Whose kernel it is: `analysis.ipynb`, `titer-panel`; empty while there is none. */
  readonly name: string;
  /** The kernel itself, for comms of one's own; null while there is none. */
  readonly kernel: Kernel.IKernelConnection | null;
  /** What kernels tell. */
  readonly told: ISignal<ITiterLink, PanelEvent>;
  /**
   * Asks the kernel; finds or starts one first. Rejects with the `TiterError` of the refusal, or `LINK_LOST` when the kernel
   * ends before it has answered.
   */
  ask<K extends PanelKind>(kind: K, ask: PanelAsk<K>): Promise<PanelAnswer<K>>;
  /** Starts the kernel again, or another one in place of one that is dead. */
  restart(): Promise<void>;
}

/** By which plugins get the link. */
export const ITiterLink: Token<ITiterLink> = new Token<ITiterLink>(
  "@titer/jupyterlab:ITiterLink",
  "The way of panels to a Titer kernel.",
);

/** What a kernel told: a name and its value. */
export type PanelEvent = {
  readonly [E in keyof PanelEvents]: { readonly name: E; readonly value: PanelEvents[E] };
}[keyof PanelEvents];
