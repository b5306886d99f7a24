import { Widget } from "@lumino/widgets";
import { percent } from "../runs/format.ts";
import { element, setText } from "../viewer/dom.ts";
import { bytesText } from "./bytes.ts";
import type { EngineModel } from "./engineModel.ts";

/** The engine in the status bar: what computes, memory, progress. It opens the panel. */
export class StatusItem extends Widget {
  readonly #model: EngineModel;
  readonly #button = element("button", { type: "button", class: "titer-status", title: "Show Titer's panel" });

  constructor(model: EngineModel, open: () => void) {
    super();
    this.#model = model;
    this.addClass("titer-status-item");
    this.#button.addEventListener("click", open);
    this.node.append(this.#button);
    model.changed.connect(this.#update, this);
    this.#update();
  }

  override dispose(): void {
    this.#model.changed.disconnect(this.#update, this);
    super.dispose();
  }

  #update(): void {
    const { facts, progress } = this.#model;
    if (!facts) {
      setText(this.#button, facts === null ? "Titer: no engine" : "Titer");
      return;
    }
    const parts = [`Titer: ${facts.kernels}`, bytesText(facts.memory.resident)];
    if (progress !== null) parts.push(percent(progress));
    setText(this.#button, parts.join(" · "));
  }
}
