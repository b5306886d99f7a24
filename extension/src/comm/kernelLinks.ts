import type { Kernel } from "@jupyterlab/services";
import { Signal } from "@lumino/signaling";
import type { ChosenKernel, KernelChoice } from "./kernelSource.ts";
import type { ITiterLink } from "./link.ts";
import { TiterLink } from "./titerLink.ts";

/** Links to the kernels of notebooks, one for each: outputs belong to their own notebook's kernel, whichever one is in front. */
export class KernelLinks {
  readonly #root: string;
  readonly #links = new Map<string, ITiterLink>();

  /** @param root folder from which the file browser's paths count */
  constructor(root: string) {
    this.#root = root;
  }

  /** The link to a kernel, which all outputs and editors of it share. */
  to(kernel: Kernel.IKernelConnection, name: string): ITiterLink {
    const known = this.#links.get(kernel.id);
    if (known) return known;
    const link = new TiterLink(new OneKernel({ kernel, name, restart: () => kernel.restart() }), this.#root);
    this.#links.set(kernel.id, link);
    kernel.disposed.connect(() => this.#links.delete(kernel.id));
    return link;
  }
}

/** A kernel that is known from the beginning. */
class OneKernel implements KernelChoice {
  readonly changed = new Signal<this, ChosenKernel>(this);
  readonly #chosen: ChosenKernel;

  constructor(chosen: ChosenKernel) {
    this.#chosen = chosen;
  }

  async start(): Promise<void> {
    this.changed.emit(this.#chosen);
  }
}
