import type { Kernel } from "@jupyterlab/services";
import { Signal } from "@lumino/signaling";
import { runTarget } from "titer/protocol";
import type { OutputPlace } from "../forms/place.ts";

/** Finds out whether a kernel still follows a run, now and whenever the kernel changes. */
export class Follower {
  readonly runId: string;
  readonly #tell: (followed: boolean) => void;
  readonly #place: () => OutputPlace;
  #kernel: Kernel.IKernelConnection | null = null;

  /** @param tell gets what is found out; it is not called while a busy kernel does not answer */
  constructor(runId: string, place: () => OutputPlace, tell: (followed: boolean) => void) {
    this.runId = runId;
    this.#place = place;
    this.#tell = tell;
    place().kernelChanged?.connect(this.#ask, this);
    this.#ask();
  }

  dispose(): void {
    Signal.clearData(this);
  }

  #ask(): void {
    const { kernel } = this.#place();
    this.#kernel?.statusChanged.disconnect(this.#heard, this);
    this.#kernel = kernel;
    if (kernel === null) {
      this.#tell(false);
      return;
    }
    kernel.statusChanged.connect(this.#heard, this);
    const comm = kernel.createComm(runTarget);
    comm.onMsg = ({ content }) => this.#tell(content.data.followed === true);
    comm.onClose = ({ content }) => {
      if (content.data.answered !== true) this.#tell(false); // a kernel that knows no runs
    };
    comm.open({ runId: this.runId });
  }

  #heard(_: unknown, status: Kernel.Status): void {
    if (["dead", "restarting", "autorestarting", "terminating"].includes(status)) this.#tell(false);
  }
}
