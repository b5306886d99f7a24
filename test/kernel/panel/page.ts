import { type PanelAnswer, type PanelAsk, type PanelKind, panelTarget, panelVersion } from "#lib/protocol/index.js";
import type { KernelProcess } from "../support/kernelProcess.js";

/** A page's side of the panels' comm, as the extension speaks it. */
export class Page {
  readonly #kernel: KernelProcess;
  readonly #id: string;
  #next = 1;

  private constructor(kernel: KernelProcess, id: string) {
    this.#kernel = kernel;
    this.#id = id;
  }

  /** @param root folder from which paths of the page's file browser count */
  static async open(kernel: KernelProcess, id: string, root: string): Promise<Page> {
    const data = { version: panelVersion, root };
    const opened = await kernel.client.send("shell", "comm_open", { comm_id: id, target_name: panelTarget, data });
    await kernel.client.waitFor(({ type, parent }) => type === "comm_msg" && parent === opened);
    return new Page(kernel, id);
  }

  /** Rejects with what the kernel refused, as data. */
  async ask<K extends PanelKind>(kind: K, ask: PanelAsk<K>): Promise<PanelAnswer<K>> {
    const id = this.#next++;
    await this.#kernel.client.send("shell", "comm_msg", { comm_id: this.#id, data: { id, kind, ask } });
    const { content } = await this.#kernel.client.waitFor(
      ({ type, content }) => type === "comm_msg" && content.comm_id === this.#id && said(content.data).id === id,
    );
    const { value, error } = said(content.data);
    if (error !== undefined) throw error;
    return value as PanelAnswer<K>; // what the test is about
  }

  /** The first event of a name that fits, of all that came or will come. */
  async told<T>(name: string, fits: (value: T) => boolean): Promise<T> {
    const event = await this.#kernel.client.waitFor(({ type, content }) => {
      if (type !== "comm_msg" || content.comm_id !== this.#id) return false;
      const { kind, name: given, value } = said(content.data);
      return kind === "event" && given === name && fits(value as T);
    });
    return said(event.content.data).value as T;
  }
}

interface Said {
  readonly kind?: string;
  readonly id?: number;
  readonly name?: string;
  readonly value?: unknown;
  readonly error?: unknown;
}

function said(data: unknown): Said {
  return data as Said; // fields are looked at one by one
}
