import type { IRenderMime } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import type { KernelRoom } from "../rooms/kernelRoom.ts";
import type { IKernelRooms } from "../rooms/kernelRooms.ts";
import { element } from "../viewer/dom.ts";
import type { ConfigOutputForm } from "./configOutput.ts";
import type { OutputPlace } from "./place.ts";

/** A configuration scope in an output cell: a form that works while the kernel that made it does. */
export class ConfigRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #rooms: IKernelRooms;
  readonly #place: (node: HTMLElement) => OutputPlace;
  #form: ConfigOutputForm | null = null;
  #model: IRenderMime.IMimeModel | null = null;
  #kernelChanged: OutputPlace["kernelChanged"] = null;
  /** Counts showings, so that one that loads longer does not replace a newer one. */
  #latest = 0;

  /** @param place finds the notebook around an element of the page */
  constructor(mime: string, rooms: IKernelRooms, place: (node: HTMLElement) => OutputPlace) {
    super();
    this.#mime = mime;
    this.#rooms = rooms;
    this.#place = place;
    this.addClass("titer-output");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.#model = model;
    await this.#show();
  }

  override dispose(): void {
    this.#kernelChanged?.disconnect(this.#again, this);
    this.#form?.dispose();
    this.#latest++;
    super.dispose();
  }

  /** Only on the page can it be seen which notebook the output belongs to. */
  protected override onAfterAttach(): void {
    this.#kernelChanged ??= this.#place(this.node).kernelChanged;
    this.#kernelChanged?.disconnect(this.#again, this);
    this.#kernelChanged?.connect(this.#again, this);
    this.#again();
  }

  #again(): void {
    void this.#show();
  }

  async #show(): Promise<void> {
    const number = ++this.#latest;
    if (this.#model === null) return;
    const content = this.#model.data[this.#mime];
    try {
      const [{ ConfigOutputForm }, { parseConfig }] = await Promise.all([
        import("./configOutput.ts"),
        import("./parse.ts"),
      ]);
      const output = parseConfig(content);
      const room = await this.#room();
      if (number !== this.#latest) return;
      this.#form?.dispose();
      const store = room?.config ?? null;
      const trouble = () => room?.trouble ?? "";
      const host = { store, trouble, cell: () => this.#place(this.node).cell };
      const form = new ConfigOutputForm(output, host, (node) => this.node.replaceChildren(node));
      this.#form = form;
      room?.link.stateChanged.connect(form.update, form);
      if (room && !room.config.ready) await room.config.load();
    } catch (thrown) {
      if (number !== this.#latest || this.#form !== null) return;
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }

  async #room(): Promise<KernelRoom | null> {
    const { kernel } = this.isAttached ? this.#place(this.node) : { kernel: null };
    return kernel === null ? null : this.#rooms.to(kernel, "this notebook");
  }
}
