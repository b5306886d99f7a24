import type { IRenderMime } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import { element } from "../viewer/dom.ts";
import { parseRun } from "./parse.ts";
import { RunView } from "./runView.ts";

/** A run in an output cell, updated in place with every new state. */
export class RunRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  #view: RunView | null = null;

  constructor(mime: string) {
    super();
    this.#mime = mime;
    this.addClass("titer-output");
  }

  /** Shows the run of a model, or a sentence that says why it cannot be shown. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    try {
      const run = parseRun(model.data[this.#mime]);
      if (this.#view === null) {
        this.#view = new RunView();
        this.node.replaceChildren(this.#view.node);
      }
      this.#view.show(run);
    } catch (thrown) {
      this.#view = null;
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }
}
