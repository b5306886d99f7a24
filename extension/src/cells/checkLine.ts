import type { Kernel } from "@jupyterlab/services";
import { type CheckMark, checkTarget } from "titer/protocol";
import { parseAnswer } from "./parse.ts";

/** The line on which one kernel checks cells; it is opened again after the kernel was restarted. */
export class CheckLine {
  readonly #kernel: Kernel.IKernelConnection;
  readonly #asked = new Map<number, (marks: readonly CheckMark[]) => void>();
  #comm: Kernel.IComm | null = null;
  #count = 0;

  constructor(kernel: Kernel.IKernelConnection) {
    this.#kernel = kernel;
  }

  /** What is wrong with a text; nothing from other kernels than Titer's, or from one that ends meanwhile. */
  async check(source: string): Promise<readonly CheckMark[]> {
    if ((await this.#kernel.info).implementation !== "titer") return [];
    const comm = this.#open();
    this.#count += 1;
    const number = this.#count;
    return new Promise((resolve) => {
      this.#asked.set(number, resolve);
      comm.send({ number, source });
    });
  }

  #open(): Kernel.IComm {
    if (this.#comm && !this.#comm.isDisposed) return this.#comm;
    this.#forget();
    const comm = this.#kernel.createComm(checkTarget);
    comm.onMsg = ({ content }) => {
      const { number, marks } = parseAnswer(content.data);
      this.#asked.get(number)?.(marks);
      this.#asked.delete(number);
    };
    comm.onClose = () => this.#forget();
    comm.open();
    this.#comm = comm;
    return comm;
  }

  #forget(): void {
    for (const resolve of this.#asked.values()) resolve([]);
    this.#asked.clear();
  }
}
