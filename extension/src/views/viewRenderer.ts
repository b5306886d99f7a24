import type { IRenderMime } from "@jupyterlab/rendermime";
import type { Kernel } from "@jupyterlab/services";
import { Widget } from "@lumino/widgets";
import type { ViewOutput } from "titer/stream";
import type { OutputPlace } from "../forms/place.ts";
import { element } from "../viewer/dom.ts";
import type { Painter } from "../viewer/draw/painter.ts";
import { HubLink } from "../viewer/pixels/hubLink.ts";
import type { Viewer } from "../viewer/viewer.ts";
import { hubOfKernel } from "./kernelHub.ts";
import { parseView } from "./parse.ts";

/** A live view in an output cell; without a kernel it is the PNG of what was seen last. */
export class ViewRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #painter: Painter;
  readonly #base: string;
  readonly #place: (node: HTMLElement) => OutputPlace;
  #model: IRenderMime.IMimeModel | null = null;
  #output: ViewOutput | null = null;
  #link: HubLink | null = null;
  #viewer: Viewer | null = null;

  /**
   * @param base - URL of the Jupyter server
   * @param place finds the notebook around an element of the page
   */
  constructor(mime: string, painter: Painter, base: string, place: (node: HTMLElement) => OutputPlace) {
    super();
    this.#mime = mime;
    this.#painter = painter;
    this.#base = base;
    this.#place = place;
    this.addClass("titer-output");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.#model = model;
    try {
      const output = parseView(model.data[this.#mime]);
      if (this.#viewer !== null && JSON.stringify(output.source) === JSON.stringify(this.#output?.source)) return;
      this.#output = output;
      this.#open();
    } catch (thrown) {
      this.#close();
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
    this.#open();
  }

  async #open(): Promise<void> {
    if (this.#output === null || !this.isAttached) return;
    const output = this.#output;
    const place = this.#place(this.node);
    if (place.kernel === null) {
      this.#still(output.title);
      place.kernelChanged?.connect(this.#again, this);
      return;
    }
    this.#close();
    const { Viewer } = await import("../viewer/viewer.ts");
    if (this.isDisposed || output !== this.#output) return;
    this.node.replaceChildren();
    const kernelOf = (): Kernel.IKernelConnection | null => this.#place(this.node).kernel;
    this.#link = new HubLink(hubOfKernel(kernelOf, this.#base));
    const { source, mode, place: first } = output;
    this.#viewer = new Viewer(this.node, this.#link, { source, mode, ...first }, this.#painter);
  }

  #again(): void {
    if (this.#viewer === null) void this.#open();
  }

  #still(title: string): void {
    const png = this.#model?.data["image/png"];
    const text = element("p", {}, "A still image: start the notebook's kernel to look around.");
    const image =
      png === undefined ? [] : [element("img", { alt: title, src: `data:image/png;base64,${String(png)}` })];
    this.node.replaceChildren(element("div", { class: "titer-still" }, element("b", {}, title), ...image, text));
  }

  #close(): void {
    this.#viewer?.dispose();
    this.#link?.dispose();
    this.#viewer = null;
    this.#link = null;
  }
}
