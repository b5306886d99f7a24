import type { Data, Layout, PlotlyHTMLElement } from "plotly.js-dist-min";
import { pageColours } from "../plotly/colours.ts";
import { inColours } from "../plotly/figure.ts";
import { loadPlotly } from "../plotly/load.ts";
import { button, element } from "../viewer/dom.ts";
import type { Gate, Gates } from "./gates.ts";
import { type PlotChoice, plotOf, type TablePlot } from "./plots.ts";
import { isNumeric, type ResultTable, titleOf } from "./resultTable.ts";
import type { Selection } from "./selection.ts";
import { measured } from "./wells.ts";

/** What plotly says of a selection, as far as it is used: points, and the outline that was drawn. */
interface Drawn {
  readonly points?: readonly { readonly pointNumber: number | readonly [number, number] }[];
  readonly lassoPoints?: { readonly x?: readonly number[]; readonly y?: readonly number[] };
  readonly range?: { readonly x?: readonly number[]; readonly y?: readonly number[] };
}

const kinds = { scatter: "Scatter", histogram: "Histogram", plate: "Plate heat map" } as const;

/** A plot of a table's rows: what is selected in it is selected in the table, and an outline that was drawn can be kept as a gate. */
export class PlotPanel {
  readonly node: HTMLElement;
  readonly #selection: Selection;
  readonly #gates: Gates;
  readonly #plot = element("div", { class: "titer-results-plot" });
  readonly #kind = element("select", { "aria-label": "Kind of plot" });
  readonly #x = element("select", { "aria-label": "Column of the x axis" });
  readonly #y = element("select", { "aria-label": "Column of the y axis" });
  readonly #color = element("select", { "aria-label": "Column of the colours" });
  readonly #keep = button("Keep as gate", "Name the outline that was drawn, and keep it as a gate", () =>
    this.#keepGate(),
  );
  readonly #theme = new MutationObserver(() => this.draw());
  readonly #resized: ResizeObserver;
  #table: ResultTable | null = null;
  #rows: Uint32Array = new Uint32Array();
  #shown: TablePlot | null = null;
  #outline: Gate["corners"] | null = null;
  #listening = false;
  #frame = 0;

  constructor(selection: Selection, gates: Gates) {
    this.#selection = selection;
    this.#gates = gates;
    this.#kind.append(...Object.entries(kinds).map(([value, text]) => element("option", { value }, text)));
    for (const select of [this.#kind, this.#x, this.#y, this.#color]) {
      select.addEventListener("change", () => {
        this.#outline = null;
        this.draw();
      });
    }
    this.#keep.disabled = true;
    const label = (text: string, select: HTMLSelectElement) => element("label", {}, text, select);
    const tools = element(
      "div",
      { class: "titer-results-tools" },
      ...[
        label("Plot ", this.#kind),
        label("x ", this.#x),
        label("y ", this.#y),
        label("colour ", this.#color),
        this.#keep,
      ],
    );
    this.node = element("section", { class: "titer-results-plots", "aria-label": "Plot" }, tools, this.#plot);
    selection.changed.connect(this.#selected, this);
    gates.changed.connect(this.draw, this);
    this.#theme.observe(document.body, { attributeFilter: ["data-jp-theme-name"] });
    this.#resized = new ResizeObserver(() => this.#fit());
    this.#resized.observe(this.#plot);
  }

  /** Plots rows of a table. */
  show(table: ResultTable, rows: Uint32Array): void {
    if (this.#table !== table) this.#offer(table);
    this.#table = table;
    this.#rows = rows;
    this.draw();
  }

  /** Draws at the next frame, unless it is hidden. */
  draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => void this.#draw());
  }

  dispose(): void {
    this.#table = null;
    cancelAnimationFrame(this.#frame);
    this.#theme.disconnect();
    this.#resized.disconnect();
    this.#selection.changed.disconnect(this.#selected, this);
    this.#gates.changed.disconnect(this.draw, this);
    if (this.#listening) void loadPlotly().then((plotly) => plotly.purge(this.#plot));
  }

  get #choice(): PlotChoice {
    const kind = this.#kind.value as PlotChoice["kind"]; // of the options above
    return { kind, x: this.#x.value, y: this.#y.value, color: this.#color.value };
  }

  #offer(table: ResultTable): void {
    const numeric = table.columns.filter(isNumeric);
    const best = measured(table).map(({ name }) => name);
    const fill = (
      select: HTMLSelectElement,
      names: readonly { name: string; unit?: string }[],
      chosen: string | undefined,
    ) => {
      select.replaceChildren(...names.map((one) => element("option", { value: one.name }, titleOf(one))));
      select.value = chosen ?? names[0]?.name ?? "";
    };
    fill(this.#x, numeric, best[0]);
    fill(this.#y, numeric, best[1] ?? best[0]);
    fill(this.#color, table.columns, undefined);
    this.#color.prepend(element("option", { value: "" }, "none"));
    this.#color.value = "";
  }

  async #draw(): Promise<void> {
    const table = this.#table;
    if (table === null || this.node.hidden || this.#x.value === "") return;
    const choice = this.#choice;
    this.#y.parentElement!.hidden = choice.kind !== "scatter";
    this.#color.parentElement!.hidden = choice.kind !== "scatter";
    this.#keep.disabled = this.#outline === null;
    const plotly = await loadPlotly();
    if (this.#table === null) return;
    const shown = plotOf(table, this.#rows, choice, this.#selection.rows, this.#gates.all);
    this.#shown = shown;
    const { ink, line } = pageColours();
    const layout = {
      template: "none",
      autosize: true,
      uirevision: JSON.stringify(choice),
      ...inColours(shown.layout, ink, line),
    };
    const config = { responsive: false, displaylogo: false };
    // plotly checks figures itself; its types know no figure in parts
    await plotly.react(this.#plot, [...shown.data] as Data[], layout as Partial<Layout>, config);
    if (!this.#listening) this.#listen();
  }

  #listen(): void {
    this.#listening = true;
    const plot = this.#plot as unknown as PlotlyHTMLElement; // which plotly has made of it
    plot.on("plotly_selected", (event: unknown) => this.#take(event as Drawn | undefined));
    plot.on("plotly_click", (event: unknown) => this.#take(event as Drawn));
    plot.on("plotly_deselect", () => {
      this.#outline = null;
      this.#selection.clear(this);
      this.draw();
    });
  }

  #take(drawn: Drawn | undefined): void {
    if (drawn === undefined || this.#shown === null) return;
    const rows = new Set((drawn.points ?? []).flatMap(({ pointNumber }) => [...this.#shown!.rowsOf(pointNumber)]));
    this.#outline = this.#choice.kind === "scatter" ? outlineOf(drawn) : null;
    const [first = null] = rows;
    this.#selection.set(rows, first, this);
    this.draw();
  }

  #keepGate(): void {
    if (this.#outline === null) return;
    const { x, y } = this.#choice;
    this.#gates.add({ name: this.#gates.freeName, x, y, corners: this.#outline });
    this.#outline = null;
    void loadPlotly().then((plotly) => plotly.relayout(this.#plot, { selections: [] }));
  }

  #selected(_: unknown, by: unknown): void {
    if (by !== this) this.draw();
  }

  #fit(): void {
    if (this.#listening && this.#plot.clientWidth > 0)
      void loadPlotly().then((plotly) => plotly.Plots.resize(this.#plot));
  }
}

/** The outline that a lasso or a box was drawn with; null for a click. */
function outlineOf({ lassoPoints, range }: Drawn): Gate["corners"] | null {
  if (lassoPoints?.x && lassoPoints.y) return lassoPoints.x.map((x, i) => [x, lassoPoints.y![i]!] as const);
  if (!range?.x || !range.y) return null;
  const [[left = 0, right = 0], [bottom = 0, top = 0]] = [range.x, range.y];
  return [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
}
