import type { IRenderMime } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import { element } from "../viewer/dom.ts";
import type { Painter } from "../viewer/draw/painter.ts";
import { PlaneView } from "../viewer/planeView.ts";
import { parsePlane } from "./parse.ts";

/** An image plane in an output cell. Rendered again, it keeps its view and takes the new pixels. */
export class PlaneRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #painter: Painter;
  #view: PlaneView | null = null;
  /** Counts renderings, so that an older one that unpacks longer does not replace a newer one. */
  #latest = 0;

  constructor(mime: string, painter: Painter) {
    super();
    this.#mime = mime;
    this.#painter = painter;
    this.addClass("titer-output");
  }

  /** Shows the plane of a model, or a sentence that says why it cannot be shown. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const number = ++this.#latest;
    try {
      const image = await parsePlane(model.data[this.#mime]);
      if (this.isDisposed || number !== this.#latest) return;
      this.#view ??= new PlaneView(this.#painter);
      this.#view.show(image);
      const shown = this.#view.drawable ? this.#view.node : stillImage(image.info.title, model.data["image/png"]);
      if (shown.parentNode !== this.node) this.node.replaceChildren(shown);
    } catch (thrown) {
      if (this.isDisposed || number !== this.#latest) return;
      this.#close();
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }

  override dispose(): void {
    this.#close();
    super.dispose();
  }

  #close(): void {
    this.#view?.dispose();
    this.#view = null;
  }
}

/** The PNG of the output, for a browser without WebGL2, and why it is only that. */
function stillImage(title: string, png: unknown): HTMLElement {
  const notice =
    "A still image: this browser has no WebGL2. Turn on hardware acceleration to change contrast and zoom.";
  const image = element("img", { alt: title, src: `data:image/png;base64,${String(png)}` });
  return element("div", { class: "titer-still" }, element("b", {}, title), image, element("p", {}, notice));
}
