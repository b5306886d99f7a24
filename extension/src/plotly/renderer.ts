import type { IRenderMime } from "@jupyterlab/rendermime";
import { type Message, MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import type { Data, Layout } from "plotly.js-dist-min";
import { element } from "../viewer/dom.ts";
import { pageColours } from "./colours.ts";
import { type Figure, inColours, parseFigure } from "./figure.ts";
import { loadPlotly } from "./load.ts";

/** A plotly figure in an output cell, in the colours of the theme. */
export class PlotlyRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #plot = element("div", { class: "titer-plotly-plot" });
  readonly #theme = new MutationObserver(() => void this.#draw());
  #figure: Figure | null = null;

  constructor(mime: string) {
    super();
    this.#mime = mime;
    this.addClass("titer-plotly");
    this.#theme.observe(document.body, { attributeFilter: ["data-jp-theme-name"] });
  }

  /** Draws the figure of a model, or a sentence that says why it cannot be drawn. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    try {
      this.#figure = parseFigure(model.data[this.#mime]);
      const name = String(model.data["text/plain"] ?? "plot").split("\n")[0]!;
      this.node.setAttribute("role", "group");
      this.node.setAttribute("aria-label", name);
      this.node.replaceChildren(this.#plot);
      await this.#draw();
    } catch (thrown) {
      this.#figure = null;
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.#theme.disconnect();
    if (this.#figure) void loadPlotly().then((plotly) => plotly.purge(this.#plot));
    this.#figure = null;
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    MessageLoop.postMessage(this, Widget.ResizeMessage.UnknownSize); // drawn before it had a width
  }

  protected override onResize(): void {
    if (this.#figure && this.isVisible) void loadPlotly().then((plotly) => plotly.Plots.resize(this.#plot));
  }

  async #draw(): Promise<void> {
    const plotly = await loadPlotly();
    if (this.#figure === null || this.isDisposed) return;
    const { ink, line } = pageColours();
    const { data, config } = this.#figure;
    const layout = inColours(structuredClone(this.#figure.layout), ink, line) as Partial<Layout>; // plotly checks it itself
    await plotly.react(this.#plot, structuredClone(data) as Data[], layout, config);
  }
}
