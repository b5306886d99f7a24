import type { IRenderMime } from "@jupyterlab/rendermime";
import type { Kernel } from "@jupyterlab/services";
import type { JSONObject } from "@lumino/coreutils";
import { Widget } from "@lumino/widgets";
import { type ConfigFormOpened, type ConfigFormRequest, configTarget } from "titer/protocol";
import { element } from "../viewer/dom.ts";
import { ConfigForm } from "./configForm.ts";
import { parseConfig, parseUpdate } from "./parse.ts";
import type { OutputPlace } from "./place.ts";

/** A configuration scope in an output cell: a form that works while the kernel that made it does. */
export class ConfigRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #place: (node: HTMLElement) => OutputPlace;
  #form: ConfigForm | null = null;
  #comm: Kernel.IComm | null = null;
  #model: IRenderMime.IMimeModel | null = null;

  /** @param place finds the notebook around an element of the page */
  constructor(mime: string, place: (node: HTMLElement) => OutputPlace) {
    super();
    this.#mime = mime;
    this.#place = place;
    this.addClass("titer-output");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.#close();
    this.#model = model;
    try {
      const form = new ConfigForm(parseConfig(model.data[this.#mime]), {
        request: (request) => this.#send(request),
        write: () => this.#send({ kind: "write", source: this.#place(this.node).cell?.getSource() ?? "" }),
      });
      this.#form = form;
      this.node.replaceChildren(form.node);
      if (this.isAttached) this.#connect();
    } catch (thrown) {
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }

  override dispose(): void {
    this.#close();
    super.dispose();
  }

  /** Only on the page can it be seen which notebook the output belongs to. */
  protected override onAfterAttach(): void {
    this.#connect();
  }

  #connect(): void {
    const { kernel } = this.#place(this.node);
    if (!this.#form || !this.#model || this.#comm) return;
    const form = this.#form;
    if (!kernel) {
      form.enable(false, "Run the cell to edit.");
      return;
    }
    const comm = kernel.createComm(configTarget);
    this.#comm = comm;
    comm.onClose = ({ content }) => {
      if (this.#comm !== comm) return;
      this.#comm = null;
      form.enable(false, typeof content.data.reason === "string" ? content.data.reason : "Run the cell to edit.");
    };
    comm.onMsg = ({ content }) => this.#receive(content.data);
    const opened: ConfigFormOpened = { formId: parseConfig(this.#model.data[this.#mime]).formId };
    comm.open({ ...opened });
    form.enable(true, "");
  }

  #receive(data: unknown): void {
    const update = parseUpdate(data);
    if (update.kind !== "source") this.#form?.apply(update);
    else this.#place(this.node).cell?.setSource(update.source);
  }

  #send(request: ConfigFormRequest): void {
    // A kernel that was restarted takes its comms away without a word.
    if (this.#comm?.isDisposed) this.#form?.enable(false, "The kernel was restarted: run the cell again.");
    else this.#comm?.send(request as JSONObject); // its values came from inputs, or from the kernel as JSON
  }

  #close(): void {
    const comm = this.#comm;
    this.#comm = null;
    if (comm && !comm.isDisposed) comm.close();
    this.#form = null;
  }
}
