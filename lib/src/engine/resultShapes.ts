import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Plan, type PlannedWell, wellOf, wellsOf } from "../compile/plan.ts";
import { type SpecialPlace, specialFile } from "../compile/specialFile.ts";
import { type PlaneId, planeComponents, type WorkPlaneId } from "../components/components.ts";
import type { Rows } from "../functions/contract.ts";
import { unpackRois } from "../results/index.ts";
import type { KeptShapes } from "../stream/hub/pixels.ts";
import { outlinesOfRois } from "../stream/outlines.ts";
import { placesOf, pointsOf } from "../stream/points.ts";
import { outputFiles, tablesFolder } from "./outputFiles.ts";
import { tableName } from "./wellTables.ts";

/** A plane of a run; of one step or of all. */
export type ShapesChoice = PlaneId & { readonly well: string; readonly step?: string };

/** The points and outlines of a plane that a run keeps: rows of tables with places, and archives of regions. */
export async function resultShapes(plan: Plan, choice: ShapesChoice): Promise<KeptShapes[]> {
  const units = plan.wells.filter((unit) => wellsOf(unit).some(({ well }) => well === choice.well));
  const outlines = units.flatMap((unit) => regionFiles(plan, unit, choice));
  const read = outlines.map(async ({ path, place }): Promise<KeptShapes> => {
    const arrays = outlinesOfRois(await unpackRois(await readFile(path), path));
    return { facts: factsOf(choice, place.step, place.name, "outlines", arrays), arrays };
  });
  return [...units.flatMap((unit) => points(plan, unit, choice)), ...(await Promise.all(read))];
}

function factsOf(
  { well, site, channel, z, timepoint }: ShapesChoice,
  step: string,
  name: string,
  content: "points" | "outlines",
  { ids, vertices }: KeptShapes["arrays"],
): KeptShapes["facts"] {
  return { well, site, channel, z, timepoint, step, name, content, count: ids.length, vertices: vertices.length / 2 };
}

/** The rows of a unit's tables that are about the plane. */
function points(plan: Plan, { unit }: PlannedWell, choice: ShapesChoice): KeptShapes[] {
  const files = outputFiles(plan.output.root);
  const steps = plan.steps.filter(({ name }) => choice.step === undefined || name === choice.step);
  return steps.flatMap((step) =>
    step.tables.flatMap(({ name, columns }) => {
      const places = placesOf(columns);
      const file = `${tablesFolder(unit)}/${tableName(step.name, name)}.json`;
      if (!places || !files.exists(file)) return []; // a well that is not done has none
      const rows = files.load(file) as Rows; // written by the unit's worker
      const arrays = pointsOf(rows, places, rowsAbout(rows, choice));
      return arrays.ids.length === 0 ? [] : [{ facts: factsOf(choice, step.name, name, "points", arrays), arrays }];
    }),
  );
}

/** The rows that are about a plane: a row about several says nothing in the component that varies. */
function rowsAbout(rows: Rows, choice: ShapesChoice): number[] {
  const wells = rows.well ?? [];
  return [...wells.keys()].filter(
    (row) =>
      (wells[row] ?? choice.well) === choice.well &&
      planeComponents.every((component) => (rows[component]?.[row] ?? choice[component]) === choice[component]),
  );
}

/** The archives of regions that a unit has written about the plane. */
function regionFiles(plan: Plan, unit: PlannedWell, choice: ShapesChoice) {
  const { root, results } = plan.output;
  return plan.schedules[unit.schedule]!.calls.flatMap(({ step, specials }) => {
    const { name: stepName } = plan.steps[step]!; // the plan guard checked both
    if (choice.step !== undefined && choice.step !== stepName) return [];
    const saved = (specials?.makes ?? []).filter(({ save }) => save === "rois");
    return saved.flatMap(({ name, to }) =>
      to.flatMap(({ of }) => {
        const place: SpecialPlace = { step: stepName, name, well: wellNameOf(unit, of), of };
        const path = join(root, results, specialFile(place, "rois"));
        return isAbout(place, choice) && existsSync(path) ? [{ path, place }] : [];
      }),
    );
  });
}

function wellNameOf(unit: PlannedWell, of: Readonly<Partial<WorkPlaneId>>): string {
  return of.wellNumber === undefined ? unit.well : wellOf(unit, of).well;
}

function isAbout({ well, of }: SpecialPlace, choice: ShapesChoice): boolean {
  return (
    well === choice.well &&
    planeComponents.every((component) => (of[component] ?? choice[component]) === choice[component])
  );
}
