import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";
import { parsePlane } from "../mime/parse.ts";
import { element } from "../viewer/dom.ts";
import type { Painter } from "../viewer/draw/painter.ts";
import { PlaneView } from "../viewer/planeView.ts";
import { widgetModule, widgetVersion } from "./names.ts";

/** Model and view of image planes as widgets; all views draw with one graphics context. */
export function planeClasses(painter: Painter): Readonly<Record<string, unknown>> {
  class PlaneModel extends DOMWidgetModel {
    override defaults() {
      return {
        ...super.defaults(),
        _model_module: widgetModule,
        _model_module_version: widgetVersion,
        _model_name: "PlaneModel",
        _view_module: widgetModule,
        _view_module_version: widgetVersion,
        _view_name: "PlaneView",
        plane: null,
      };
    }
  }

  /** A new image keeps zoom, place and contrast. */
  class PlaneWidgetView extends DOMWidgetView {
    #view: PlaneView | null = null;
    /** Counts drawings, so that an older image that unpacks longer does not replace a newer one. */
    #latest = 0;

    override render(): void {
      this.el.classList.add("titer-output");
      this.listenTo(this.model, "change:plane", () => void this.#draw());
      void this.#draw();
    }

    override remove(): void {
      this.#latest++;
      this.#view?.dispose();
      this.#view = null;
      super.remove();
    }

    async #draw(): Promise<void> {
      const number = ++this.#latest;
      const plane: unknown = this.model.get("plane");
      if (plane === null) {
        this.el.replaceChildren(element("div", { class: "titer-empty" }, "No image"));
        return;
      }
      try {
        const image = await parsePlane(plane);
        if (number !== this.#latest) return;
        this.#view ??= new PlaneView(painter);
        this.#view.show(image);
        if (this.#view.node.parentNode !== this.el) this.el.replaceChildren(this.#view.node);
      } catch (thrown) {
        if (number !== this.#latest) return;
        const text = thrown instanceof Error ? thrown.message : String(thrown);
        this.el.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
      }
    }
  }
  return { PlaneModel, PlaneView: PlaneWidgetView };
}
