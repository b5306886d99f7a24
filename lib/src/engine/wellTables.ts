import { type PlannedStep, type PlannedWell, wellOf } from "../compile/plan.ts";
import { type PlaneComponent, planeComponents, type WorkPlaneId } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { Column, Rows } from "../functions/contract.ts";
import type { FilledTable } from "./callFunction.ts";

type Cell = Rows[string][number];
type Columns = Record<string, Cell[]>;

/** The columns in front of a function's own: which planes a row is about. */
export const placeColumns: readonly Column[] = [
  { name: "well", type: "string", doc: "Well; empty where the row is about several." },
  ...planeComponents.map((name) => ({
    name,
    type: "integer" as const,
    doc: `Number of the ${name}; empty where the row is about several.`,
  })),
];

/** File name of a table, without ending. */
export function tableName(step: string, table: string): string {
  return `${step}_${table}`;
}

/** Collects the rows of a well's tables over its calls. */
export class WellTables {
  readonly #unit: PlannedWell;
  readonly #tables = new Map<string, Columns>();

  constructor(unit: PlannedWell) {
    this.#unit = unit;
  }

  /** The tables by their file name. */
  get tables(): ReadonlyMap<string, Rows> {
    return this.#tables;
  }

  /** @throws TiterError `FUNCTION_TABLE` when the rows are not what the step's plan declares. */
  add(step: PlannedStep, { name, planes, rows }: FilledTable): void {
    const declared = step.tables.find((table) => table.name === name);
    if (!declared) throw badTable(name, "is not declared", `Declare it, or fill one of: ${listOf(step.tables)}.`);
    const lengths = declared.columns.map((column) => rows[column.name]?.length);
    const [length = 0] = lengths;
    if (lengths.some((other) => other !== length)) {
      throw badTable(name, "has missing or unequal columns", `Fill all of: ${listOf(declared.columns)}.`);
    }
    const key = tableName(step.name, name);
    const columns = this.#tables.get(key) ?? emptyColumns([...placeColumns, ...declared.columns]);
    this.#tables.set(key, columns);
    const [well, ...others] = new Set(planes.map((id) => wellOf(this.#unit, id).well));
    const place: Record<string, Cell> = { well: others.length === 0 ? (well ?? null) : null };
    for (const component of planeComponents) place[component] = sharedValue(planes, component);
    for (const column of placeColumns) {
      for (let row = 0; row < length; row++) columns[column.name]!.push(place[column.name] ?? null);
    }
    for (const column of declared.columns) for (const cell of rows[column.name]!) columns[column.name]!.push(cell);
  }
}

function emptyColumns(columns: readonly Column[]): Columns {
  return Object.fromEntries(columns.map((column) => [column.name, []]));
}

function listOf(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(", ") || "none";
}

function badTable(name: string, what: string, todo: string): TiterError {
  return new TiterError("FUNCTION_TABLE", { what: `the table "${name}" ${what}`, todo, details: { table: name } });
}

/** The value of a component when all planes share it, else null. */
function sharedValue(planes: readonly WorkPlaneId[], component: PlaneComponent): number | null {
  const first = planes[0]?.[component] ?? null;
  return planes.every((plane) => plane[component] === first) ? first : null;
}
