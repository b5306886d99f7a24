import type { Kernel } from "@jupyterlab/services";
import { Token } from "@lumino/coreutils";
import type { KernelLinks } from "../comm/kernelLinks.ts";
import type { KernelRoom } from "./kernelRoom.ts";

/** Finds what the page knows of a kernel. */
export interface IKernelRooms {
  /** Loads what forms and editors need when it is first called. */
  to(kernel: Kernel.IKernelConnection, name: string): Promise<KernelRoom>;
}

export const IKernelRooms: Token<IKernelRooms> = new Token<IKernelRooms>(
  "@titer/jupyterlab:IKernelRooms",
  "What the page knows of each kernel.",
);

export class KernelRooms implements IKernelRooms {
  readonly #links: KernelLinks;
  readonly #rooms = new Map<string, KernelRoom>();

  constructor(links: KernelLinks) {
    this.#links = links;
  }

  async to(kernel: Kernel.IKernelConnection, name: string): Promise<KernelRoom> {
    const { KernelRoom } = await import("./kernelRoom.ts");
    const known = this.#rooms.get(kernel.id);
    if (known) return known;
    const room = new KernelRoom(this.#links.to(kernel, name));
    this.#rooms.set(kernel.id, room);
    kernel.disposed.connect(() => this.#rooms.delete(kernel.id));
    return room;
  }
}
