import type { IRenderMime } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import { element } from "../viewer/dom.ts";
import type { ObjectLinks, Pointed } from "./objectLinks.ts";
import { parseTable } from "./parse.ts";
import type { ResultsView } from "./resultsView.ts";

/** A result table in an output cell. Rendered again, it takes the new rows. */
export class ResultsRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #links: ObjectLinks;
  readonly #show: (pointed: Pointed) => void;
  #view: ResultsView | null = null;
  /** Counts renderings, so that an older one that unpacks longer does not replace a newer one. */
  #latest = 0;

  constructor(mime: string, links: ObjectLinks, show: (pointed: Pointed) => void) {
    super();
    this.#mime = mime;
    this.#links = links;
    this.#show = show;
    this.addClass("titer-output");
  }

  /** Shows the table of a model, or a sentence that says why it cannot be shown. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const number = ++this.#latest;
    try {
      const [table, parts] = await Promise.all([parseTable(model.data[this.#mime]), import("./resultsView.ts")]);
      if (this.isDisposed || number !== this.#latest) return;
      if (this.#view === null) {
        this.#view = new parts.ResultsView(this.#links, this.#show);
        this.node.replaceChildren(this.#view.node);
      }
      this.#view.show(table);
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
