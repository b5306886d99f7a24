import type { IRenderMime } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import { element } from "../viewer/dom.ts";
import type { Painter } from "../viewer/painter.ts";
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
      if (this.#view === null) {
        this.#view = new PlaneView(this.#painter);
        this.node.replaceChildren(this.#view.node);
      }
      this.#view.show(image);
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
