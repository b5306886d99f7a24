import { TiterError } from "../../../errors.ts";
import type { PlateInputs } from "../../contract.ts";

/** The grid of sites of a well. @throws TiterError `NO_GRID` when the plate does not say, `GRID_MISMATCH` when it holds another number of tiles. */
export function gridOf(
  grid: PlateInputs["gridDimensions"] | undefined,
  tiles?: number,
): { readonly rows: number; readonly columns: number } {
  if (!grid) {
    throw new TiterError("NO_GRID", {
      what: "the plate does not say in how many rows and columns the sites of a well lie",
      todo: "Open the plate with a grid (gridDimensions), or use a microscope whose metadata have one.",
    });
  }
  if (tiles !== undefined && grid.rows * grid.columns !== tiles) {
    throw new TiterError("GRID_MISMATCH", {
      what: `the grid of the plate is ${grid.rows} x ${grid.columns}, but this group has ${tiles} tiles`,
      todo: 'Give the step variable components that put the sites of a well together: ["site"].',
      details: { ...grid, tiles },
    });
  }
  return grid;
}
