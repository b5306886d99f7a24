import type { IRenderMime } from "@jupyterlab/rendermime";
import type { Kernel } from "@jupyterlab/services";
import { Signal } from "@lumino/signaling";
import { Widget } from "@lumino/widgets";
import type { ViewOutput } from "titer/stream";
import type { OutputPlace } from "../forms/place.ts";
import { element } from "../viewer/dom.ts";
import type { Painter } from "../viewer/draw/painter.ts";
import { HubLink } from "../viewer/pixels/hubLink.ts";
import { base64Of } from "../viewer/snapshot.ts";
import type { Viewer } from "../viewer/viewer.ts";
import { type Equipment, equip } from "./equip.ts";
import { hubOfKernel } from "./kernelHub.ts";
import { parseView, stateOf } from "./parse.ts";

/** How long a view must stay as it is until the output takes its picture; in milliseconds. */
const keepAfter = 1000;

/**
 * A live view in an output cell. The output keeps a PNG of what was seen last, for readers without a kernel or without this
 * extension, and the view's state, so that it comes back as it was.
 */
export class ViewRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #painter: Painter;
  readonly #base: string;
  readonly #place: (node: HTMLElement) => OutputPlace;
  readonly #equipment: Equipment;
  #model: IRenderMime.IMimeModel | null = null;
  #output: ViewOutput | null = null;
  #link: HubLink | null = null;
  #viewer: Viewer | null = null;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #unequip: () => void = () => {};

  /**
   * @param base - URL of the Jupyter server
   * @param place finds the notebook around an element of the page
   */
  constructor(
    mime: string,
    painter: Painter,
    base: string,
    place: (node: HTMLElement) => OutputPlace,
    equipment: Equipment,
  ) {
    super();
    this.#equipment = equipment;
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
      const same = JSON.stringify(output.source) === JSON.stringify(this.#output?.source);
      this.#output = output;
      if (this.#viewer === null || !same) await this.#open();
    } catch (thrown) {
      this.#close();
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }

  override dispose(): void {
    this.#close();
    Signal.clearData(this);
    super.dispose();
  }

  /** Only on the page can it be seen which notebook the output belongs to. */
  protected override onAfterAttach(): void {
    void this.#open();
  }

  async #open(): Promise<void> {
    if (this.#output === null || !this.isAttached) return;
    this.#close();
    const output = this.#output;
    const place = this.#place(this.node);
    place.kernelChanged?.connect(this.#kernelChanged, this);
    if (place.kernel === null) {
      this.#still(output.title, "A still image: start the notebook's kernel to look around.");
      return;
    }
    const { Viewer } = await import("../viewer/viewer.ts");
    if (this.isDisposed || output !== this.#output || this.#viewer) return;
    this.node.replaceChildren();
    const kernelOf = (): Kernel.IKernelConnection | null => this.#place(this.node).kernel;
    this.#link = new HubLink(hubOfKernel(kernelOf, this.#base));
    const { source, mode, place: first } = output;
    const wanted = stateOf(output.state, source) ?? { source, mode, ...first };
    const viewer = new Viewer(this.node, this.#link, wanted, this.#painter);
    this.#viewer = viewer;
    if (output.heatMap) viewer.setHeatMap(output.heatMap);
    if (!viewer.drawable) {
      this.#close();
      this.#still(
        output.title,
        "A still image: this browser has no WebGL2. Turn on hardware acceleration to look around.",
      );
      return;
    }
    viewer.drawn.listen(() => this.#keepLater());
    const unequip = await equip(viewer, this.#link, this.#equipment);
    if (this.#viewer === viewer) this.#unequip = unequip;
    else unequip();
  }

  #kernelChanged(): void {
    if (this.#viewer === null) void this.#open();
    else this.#link?.retry();
  }

  #keepLater(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => void this.#keep(), keepAfter);
  }

  /** Puts what is seen into the output, which the notebook saves. */
  async #keep(): Promise<void> {
    const state = this.#viewer?.state;
    if (!state || this.#model === null || this.#output === null || this.#viewer?.isComplete !== true) return;
    const png = await base64Of(await this.#viewer.snapshot());
    if (this.isDisposed || png === this.#model.data["image/png"]) return;
    const output = { ...this.#output, state };
    this.#model.setData({ data: { ...this.#model.data, [this.#mime]: output as never, "image/png": png } }); // plain data
  }

  #still(title: string, text: string): void {
    const png = this.#model?.data["image/png"];
    const image =
      png === undefined ? [] : [element("img", { alt: title, src: `data:image/png;base64,${String(png)}` })];
    this.node.replaceChildren(
      element("div", { class: "titer-still" }, element("b", {}, title), ...image, element("p", {}, text)),
    );
  }

  #close(): void {
    clearTimeout(this.#keeping);
    this.#unequip();
    this.#unequip = () => {};
    this.#viewer?.dispose();
    this.#link?.dispose();
    this.#viewer = null;
    this.#link = null;
  }
}
