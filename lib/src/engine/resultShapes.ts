import { type Plan, wellsOf } from "../compile/plan.ts";
import { type PlaneId, planeComponents } from "../components/components.ts";
import type { Rows } from "../functions/contract.ts";
import type { KeptShapes } from "../stream/hub/pixels.ts";
import { placesOf, pointsOf } from "../stream/points.ts";
import { outputFiles, tablesFolder } from "./outputFiles.ts";
import { tableName } from "./wellTables.ts";

/** The points of a plane that a run's tables hold, of one step or of all. */
export function resultShapes(
  plan: Plan,
  { well, step, ...id }: PlaneId & { well: string; step?: string },
): KeptShapes[] {
  const files = outputFiles(plan.output.root);
  const units = plan.wells.filter((unit) => wellsOf(unit).some((one) => one.well === well));
  const steps = plan.steps.filter(({ name }) => step === undefined || name === step);
  return steps.flatMap(({ name: stepName, tables }) =>
    tables.flatMap(({ name, columns }) => {
      const places = placesOf(columns);
      if (!places) return [];
      return units.flatMap(({ unit }) => {
        const file = `${tablesFolder(unit)}/${tableName(stepName, name)}.json`;
        if (!files.exists(file)) return []; // the well is not done
        const rows = files.load(file) as Rows; // written by the unit's worker
        const arrays = pointsOf(rows, places, rowsAbout(rows, well, id));
        const count = arrays.ids.length;
        const facts = { ...id, well, step: stepName, name, content: "points" as const, count, vertices: count };
        return count === 0 ? [] : [{ facts, arrays }];
      });
    }),
  );
}

/** The rows that are about a plane: a row about several says nothing in the component that varies. */
function rowsAbout(rows: Rows, well: string, id: PlaneId): number[] {
  const wells = rows.well ?? [];
  return [...wells.keys()].filter(
    (row) =>
      (wells[row] ?? well) === well &&
      planeComponents.every((component) => (rows[component]?.[row] ?? id[component]) === id[component]),
  );
}
