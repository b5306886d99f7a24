import { button, element, setText } from "../viewer/dom.ts";
import { csvOf } from "./csv.ts";
import { saveFile } from "./download.ts";
import { Gates } from "./gates.ts";
import { Grid } from "./grid.ts";
import { type ObjectLinks, type Pointed, sameSource } from "./objectLinks.ts";
import { placeOf, rowsAt } from "./places.ts";
import { PlotPanel } from "./plotPanel.ts";
import { columnOf, type ResultTable } from "./resultTable.ts";
import { Selection } from "./selection.ts";
import { ShownRows } from "./shownRows.ts";
import { wellTable } from "./wells.ts";

/** A table of results with its plots and gates: of objects as it was made, or summed up by well. */
export class ResultsView {
  readonly node: HTMLElement;
  readonly #links: ObjectLinks;
  readonly #selection = new Selection();
  readonly #gates = new Gates();
  readonly #grid: Grid;
  readonly #plots: PlotPanel;
  readonly #title = element("b", { class: "titer-results-title" });
  readonly #status = element("output", { class: "titer-results-status" });
  readonly #wells: HTMLButtonElement;
  readonly #plot: HTMLButtonElement;
  readonly #gate = element("select", { "aria-label": "Rows of a gate" });
  #table: ResultTable | null = null;
  #shown: ShownRows | null = null;

  /** @param show - opens the viewer at a row's place; called with a double click or Enter */
  constructor(links: ObjectLinks, show: (pointed: Pointed) => void) {
    this.#links = links;
    const events = {
      sort: (name: string) => this.#shown?.sort(name),
      filter: (name: string, text: string) => this.#filter(name, text),
    };
    this.#grid = new Grid(this.#selection, events, (row) => {
      const pointed = this.#pointed([row], row);
      if (pointed !== null) show(pointed);
    });
    this.#plots = new PlotPanel(this.#selection, this.#gates);
    this.#plots.node.hidden = true;
    this.#wells = toggle("By well", "A row per well: number of rows and means", () => this.#choose());
    this.#plot = toggle("Plot", "Scatter plot, histogram and plate heat map of the rows shown", (on) => {
      this.#plots.node.hidden = !on;
      this.#plots.draw();
    });
    this.#gate.addEventListener("change", () => this.#shown?.gate(this.#gate.value));
    const tools = element(
      "div",
      { class: "titer-results-tools", role: "toolbar", "aria-label": "Table" },
      ...[this.#wells, this.#plot, element("label", {}, "Gate ", this.#gate)],
      button("All rows", "Take all filters away", () => this.#clear()),
      button("CSV", "Save the rows shown, with a column for each gate, as a CSV file", () => this.#save()),
    );
    const head = element("div", { class: "titer-results-head" }, this.#title, tools);
    this.node = element("div", { class: "titer-results" }, head, this.#grid.node, this.#status, this.#plots.node);
    this.#selection.changed.connect(this.#selected, this);
    this.#gates.changed.connect(this.#offerGates, this);
    links.pointed.connect(this.#follow, this);
    this.#offerGates();
  }

  show(table: ResultTable): void {
    this.#table = table;
    setText(this.#title, table.title === "" ? "Table" : table.title);
    this.#wells.disabled = columnOf(table, "well") === undefined;
    this.#choose();
  }

  dispose(): void {
    this.#shown?.dispose();
    this.#grid.dispose();
    this.#plots.dispose();
    this.#links.pointed.disconnect(this.#follow, this);
  }

  /** Takes up the table, or its wells. */
  #choose(): void {
    if (this.#table === null) return;
    const byWell = this.#wells.getAttribute("aria-pressed") === "true";
    const table = byWell ? wellTable(this.#table, Array(this.#table.length).keys()) : this.#table;
    this.#shown?.dispose();
    this.#shown = new ShownRows(table, this.#gates);
    this.#shown.changed.connect(this.#ordered, this);
    this.#selection.clear(this);
    this.#grid.show(table);
    this.#ordered();
  }

  #ordered(): void {
    const shown = this.#shown!; // it tells that it has changed
    this.#grid.order(shown.rows, shown.sorting);
    this.#plots.show(shown.table, shown.passing);
    this.#count();
  }

  #filter(column: string, text: string): void {
    try {
      this.#shown?.filter(column, text);
      this.#grid.head.refuse(column, null);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      this.#grid.head.refuse(column, why);
      setText(this.#status, `${column}: ${why}`);
    }
  }

  #clear(): void {
    this.#grid.head.clear();
    this.#gate.value = "";
    this.#shown?.clear();
  }

  #count(): void {
    if (this.#shown === null) return;
    const { rows, table } = this.#shown;
    const number = (value: number) => value.toLocaleString("en");
    const all = rows.length === table.length ? "" : ` of ${number(table.length)}`;
    const selected = this.#selection.rows.size === 0 ? "" : `, ${number(this.#selection.rows.size)} selected`;
    const rest = table.total > table.length ? `; the notebook holds the first of ${number(table.total)} rows` : "";
    setText(this.#status, `${number(rows.length)}${all} rows${selected}${rest}`);
  }

  #selected(_: unknown, by: unknown): void {
    this.#count();
    if (by === this) return;
    const { rows, active } = this.#selection;
    const pointed = this.#pointed([...rows], active);
    if (pointed !== null) this.#links.point(pointed);
  }

  #pointed(rows: readonly number[], active: number | null): Pointed | null {
    const { table } = this.#shown ?? {};
    if (!table?.source) return null;
    const places = rows.map((row) => placeOf(table, row));
    return { source: table.source, places, active: active === null ? null : placeOf(table, active), by: this };
  }

  #follow(_: unknown, { source, places, active, by }: Pointed): void {
    const { table } = this.#shown ?? {};
    if (by === this || !table?.source || !sameSource(source, table.source)) return;
    const rows = rowsAt(table, places);
    const [first = null] = active === null ? rows : rowsAt(table, [active]);
    this.#selection.set(rows, first, this);
  }

  #offerGates(): void {
    const chosen = this.#gate.value;
    const names = this.#gates.all.map(({ name }) => name);
    this.#gate.replaceChildren(
      element("option", { value: "" }, "all rows"),
      ...names.map((name) => element("option", { value: name }, name)),
    );
    this.#gate.value = names.includes(chosen) ? chosen : "";
  }

  #save(): void {
    if (this.#shown === null) return;
    const { table, rows } = this.#shown;
    saveFile(
      `${table.title.replace(/[^\w.-]+/g, "_") || "table"}.csv`,
      "text/csv",
      csvOf(table, rows, this.#gates.all),
    );
  }
}

/** A button that is on or off. */
function toggle(label: string, title: string, changed: (on: boolean) => void): HTMLButtonElement {
  const node = button(label, title, () => {
    const on = node.getAttribute("aria-pressed") !== "true";
    node.setAttribute("aria-pressed", String(on));
    changed(on);
  });
  node.setAttribute("aria-pressed", "false");
  return node;
}
