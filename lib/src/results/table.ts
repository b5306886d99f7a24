import { closestName, TiterError } from "../errors.ts";
import type { Column, Rows } from "../functions/contract.ts";
import { Displayed, type MimeBundle } from "../protocol/display.ts";
import { type TableSource, tableMime } from "../protocol/table.ts";
import { packTable } from "./packTable.ts";
import { type Plot, type PlotOptions, plot } from "./plot/plot.ts";
import { htmlTable, textTable } from "./render.ts";

/** A cell; null where nothing was measured. */
export type Cell = number | string | boolean | null;

/** A column as a table keeps it; the doc may be unknown, for a table from a file. */
export type TableColumn = Omit<Column, "doc"> & { readonly doc?: string };

/** What a table is about. */
export interface TableFacts {
  /** A line for people, such as `count of screen-1`. */
  readonly title?: string;
  /** Where the planes lie that its rows are about: with it, a row's object can be shown in the viewer. */
  readonly source?: TableSource | null;
}

/**
 * A table of results: typed columns of one length. Frozen; every method gives a new table.
 *
 * @example
 * ```ts
 * const counts = run.table("count");
 * counts.filter((row) => row.channel === 1).groupMean("well", "cellCount");
 * ```
 */
export class Table extends Displayed {
  readonly columns: readonly TableColumn[];
  readonly length: number;
  readonly title: string;
  readonly source: TableSource | null;
  readonly #cells: Rows;

  /** @throws `TABLE_UNEVEN` when a column is missing or the columns differ in length. */
  constructor(columns: readonly TableColumn[], cells: Rows, { title = "", source = null }: TableFacts = {}) {
    super();
    this.title = title;
    this.source = source;
    const lengths = new Set(columns.map(({ name }) => cells[name]?.length));
    const [length = 0] = lengths;
    if (lengths.size > 1 || lengths.has(undefined)) {
      throw new TiterError("TABLE_UNEVEN", {
        what: `columns differ in length: ${columns.map(({ name }) => `${name} ${cells[name]?.length ?? "missing"}`).join(", ")}`,
        todo: "Give each declared column one value per row.",
      });
    }
    this.columns = Object.freeze([...columns]);
    this.length = length;
    this.#cells = Object.fromEntries(columns.map(({ name }) => [name, Object.freeze([...(cells[name] as Cell[])])]));
  }

  /** One below the other; all tables need the same columns. Throws `TABLES_DIFFER`. */
  static concat(tables: readonly Table[]): Table {
    const [first] = tables;
    const names = (table: Table) => table.columns.map(({ name }) => name).join(", ");
    const other = tables.find((table) => first && names(table) !== names(first));
    if (first && other) {
      throw new TiterError("TABLES_DIFFER", {
        what: `tables have different columns: ${names(first)}; ${names(other)}`,
        todo: "Put only tables of one kind together.",
      });
    }
    const columns = first?.columns ?? [];
    return new Table(
      columns,
      Object.fromEntries(columns.map(({ name }) => [name, tables.flatMap((table) => table.column(name))])),
      { title: first?.title ?? "", source: sameSource(tables) },
    );
  }

  /** The values of a column, top to bottom. Throws `NO_SUCH_COLUMN`. */
  column(name: string): readonly Cell[] {
    const cells = Object.hasOwn(this.#cells, name) ? this.#cells[name] : undefined;
    if (cells) return cells;
    const names = this.columns.map((column) => column.name);
    const near = closestName(name, names);
    throw new TiterError("NO_SUCH_COLUMN", {
      what: `the table has no column "${name}"`,
      todo: near ? `Did you mean "${near}"? Columns: ${names.join(", ")}.` : `Columns: ${names.join(", ")}.`,
      details: { name, names },
    });
  }

  /** Row `i`, from 0, by column name. */
  row(i: number): Readonly<Record<string, Cell>> {
    return Object.fromEntries(this.columns.map(({ name }) => [name, this.column(name)[i] ?? null]));
  }

  /** All rows, one object each. */
  rows(): readonly Readonly<Record<string, Cell>>[] {
    return Array.from({ length: this.length }, (_, i) => this.row(i));
  }

  /** The rows that `keep` accepts. */
  filter(keep: (row: Readonly<Record<string, Cell>>) => boolean): Table {
    const kept = Array.from({ length: this.length }, (_, i) => i).filter((i) => keep(this.row(i)));
    return this.#take(kept);
  }

  /**
   * Means of one or more columns for each combination of the `by` columns, in the order in which they first appear, with the
   * number of rows as `n`. Only the columns that are named are averaged; missing values are left out of a mean.
   */
  groupMean(by: string | readonly string[], of: string | readonly string[]): Table {
    const keys = [by].flat();
    const values = [of].flat();
    const groups = new Map<string, number[]>();
    for (let i = 0; i < this.length; i++) {
      const key = JSON.stringify(keys.map((name) => this.column(name)[i]));
      const group = groups.get(key);
      if (group) group.push(i);
      else groups.set(key, [i]);
    }
    const lists = [...groups.values()];
    const definition = (name: string) => this.columns.find((column) => column.name === name) as TableColumn; // column() has thrown otherwise
    const cells: Record<string, Cell[]> = { n: lists.map((list) => list.length) };
    for (const name of keys) cells[name] = lists.map(([first]) => this.column(name)[first as number] as Cell);
    for (const name of values)
      cells[name] = lists.map((list) =>
        mean(
          list.map((i) => this.column(name)[i] as Cell),
          name,
        ),
      );
    return new Table(
      [
        ...keys.map(definition),
        { name: "n", type: "integer" },
        ...values.map((name): TableColumn => ({ ...definition(name), type: "number" })),
      ],
      cells,
      this,
    );
  }

  /**
   * A plot of this table's columns, shown as the last value of a cell: see {@link plot} for kinds and errors.
   *
   * @example
   * ```ts
   * counts.plot({ x: "well", y: "cellCount", color: "channel" });
   * ```
   */
  plot(options: PlotOptions): Plot {
    return plot(this, options);
  }

  /** The first 20 rows as aligned text. */
  override toString(): string {
    return textTable(this, 20);
  }

  /** What a notebook shows: all columns for the JupyterLab extension, an HTML table of the first 20 rows, and the text. */
  async toBundle(): Promise<MimeBundle> {
    return { [tableMime]: await packTable(this), "text/html": htmlTable(this, 20), "text/plain": this.toString() };
  }

  #take(indices: readonly number[]): Table {
    return new Table(
      this.columns,
      Object.fromEntries(
        this.columns.map(({ name }) => [name, indices.map((i) => this.column(name)[i] as Cell)] as const),
      ),
      this,
    );
  }
}

function sameSource(tables: readonly Table[]): TableSource | null {
  const sources = new Set(tables.map(({ source }) => JSON.stringify(source)));
  return sources.size === 1 ? (tables[0]?.source ?? null) : null;
}

function mean(cells: readonly Cell[], column: string): number | null {
  const present = cells.filter((cell) => cell !== null);
  let sum = 0;
  for (const cell of present) {
    if (typeof cell !== "number") {
      throw new TiterError("NOT_A_NUMBER", {
        what: `column "${column}" holds ${JSON.stringify(cell)}, which has no mean`,
        todo: "Average columns of numbers only.",
      });
    }
    sum += cell;
  }
  return present.length ? sum / present.length : null;
}
