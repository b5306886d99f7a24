import type { Kernel, KernelMessage } from "@jupyterlab/services";
import type { ITiterLink } from "../comm/link.ts";

/** Tells when a cell has run: there may be other plates and functions then. */
export class CellWatch {
  readonly #link: ITiterLink;
  readonly #ran: () => void;
  #kernel: Kernel.IKernelConnection | null = null;

  constructor(link: ITiterLink, ran: () => void) {
    this.#link = link;
    this.#ran = ran;
    link.attached.connect(this.#watch, this);
    this.#watch();
  }

  dispose(): void {
    this.#link.attached.disconnect(this.#watch, this);
    this.#kernel?.iopubMessage.disconnect(this.#hear, this);
  }

  #watch(): void {
    this.#kernel?.iopubMessage.disconnect(this.#hear, this);
    this.#kernel = this.#link.kernel;
    this.#kernel?.iopubMessage.connect(this.#hear, this);
  }

  #hear(_: unknown, { header, parent_header, content }: KernelMessage.IIOPubMessage): void {
    if (header.msg_type !== "status" || !("msg_type" in parent_header)) return;
    const isIdle = (content as { readonly execution_state: string }).execution_state === "idle"; // a status says so
    if (isIdle && parent_header.msg_type === "execute_request") this.#ran();
  }
}
