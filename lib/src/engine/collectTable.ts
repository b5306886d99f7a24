import { existsSync } from "node:fs";
import { type Plan, type PlannedStep, type PlannedWell, wellsOf } from "../compile/plan.ts";
import { closestName, TiterError } from "../errors.ts";
import type { Rows } from "../functions/contract.ts";
import type { TableSource } from "../protocol/table.ts";
import { Table } from "../results/index.ts";
import { hidden } from "./output.ts";
import { outputFiles, tablesFolder } from "./outputFiles.ts";
import { placeColumns, tableName } from "./wellTables.ts";

/**
 * A step's table over all wells that are done, in the plan's order of wells, from what each of them left.
 *
 * @param source - of the planes that its rows are about.
 */
export function collectTable(
  plan: Plan,
  step: PlannedStep,
  table: PlannedStep["tables"][number],
  source: TableSource | null = null,
): Table {
  const { root } = plan.output;
  const files = outputFiles(root);
  const columns = [...placeColumns, ...table.columns];
  const rows = Object.fromEntries(columns.map(({ name }) => [name, [] as Rows[string][number][]]));
  for (const { unit } of plan.wells) {
    const path = `${tablesFolder(unit)}/${tableName(step.name, table.name)}.json`;
    if (!existsSync(hidden.marker(root, unit)) || !files.exists(path)) continue;
    const part = files.load(path) as Rows; // written whole by workWell, which a marker vouches for
    for (const { name } of columns) for (const cell of part[name] ?? []) rows[name]!.push(cell);
  }
  return new Table(columns, rows, { title: `${step.name} of ${plan.plate.name}: ${table.name}`, source });
}

/** The wells of which all units are done, in the plan's order. */
export function doneWells({ wells, output }: Plan): string[] {
  const names = (unit: PlannedWell) => wellsOf(unit).map(({ well }) => well);
  const open = new Set(wells.flatMap((one) => (existsSync(hidden.marker(output.root, one.unit)) ? [] : names(one))));
  return [...new Set(wells.flatMap(names))].filter((well) => !open.has(well));
}

/**
 * A step and its table by name; without a table's name the first that the step declares.
 *
 * @throws TiterError `UNKNOWN_STEP`, `UNKNOWN_TABLE` listing what there is.
 */
export function findTable(
  plan: Plan,
  stepName: string,
  name?: string,
): { readonly step: PlannedStep; readonly table: PlannedStep["tables"][number] } {
  const step = plan.steps.find((candidate) => candidate.name === stepName);
  if (!step)
    throw unknown(
      "step",
      stepName,
      plan.steps.map((candidate) => candidate.name),
    );
  const table = name === undefined ? step.tables[0] : step.tables.find((candidate) => candidate.name === name);
  if (table) return { step, table };
  const tables = step.tables.map((candidate) => candidate.name);
  if (name !== undefined) throw unknown("table", name, tables);
  const filling = plan.steps.filter((candidate) => candidate.tables.length > 0).map((candidate) => candidate.name);
  throw new TiterError("UNKNOWN_TABLE", {
    what: "the step fills no table",
    where: { step: stepName },
    todo: `Steps with tables: ${filling.join(", ") || "none"}.`,
  });
}

function unknown(kind: string, name: string, available: readonly string[]): TiterError {
  const near = closestName(name, available);
  return new TiterError(`UNKNOWN_${kind.toUpperCase()}`, {
    what: `there is no ${kind} "${name}"`,
    todo: `${near === undefined ? "" : `Did you mean "${near}"? `}Choose from: ${available.join(", ") || "none"}.`,
    details: { [kind]: name, available },
  });
}
