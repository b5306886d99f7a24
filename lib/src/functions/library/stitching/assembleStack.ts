import { TiterError } from "../../../errors.ts";
import type { PlateInputs } from "../../contract.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import type { Values } from "../../parameters.ts";
import { declared } from "../planeFunction.ts";
import { firstPlane } from "../stack.ts";
import { gridOf } from "./grid.ts";
import { rampsOf } from "./ramps.ts";

const parameters = {
  blendMethod: {
    kind: "choice",
    choices: ["fixed", "dynamic", "none"],
    default: "fixed",
    doc: "Ramps of a fixed width, or as wide as the overlap, at edges where tiles meet; or plain means.",
  },
  fixedMarginRatio: {
    kind: "number",
    min: 0,
    max: 0.5,
    default: 0.1,
    doc: "Width of the ramps as a part of a tile (fixed).",
  },
  overlapBlendFraction: {
    kind: "number",
    min: 0,
    max: 1,
    default: 1,
    doc: "Width of the ramps as a part of the overlap (dynamic).",
  },
  overlapRatio: {
    kind: "number",
    min: 0,
    max: 0.99,
    default: 0.1,
    doc: "Nominal overlap of neighbours, by which the canvas is measured.",
  },
  margin: {
    kind: "integer",
    min: 0,
    default: 60,
    unit: "px",
    doc: "What the canvas has more, for tiles that lie farther out.",
  },
} as const;

type Grid = PlateInputs["gridDimensions"];

/**
 * Puts the tiles of a well together at their positions, with fractions of a pixel, blended where they overlap. Stack of one plane per site
 * in, one canvas of the same dtype out, of the size that the grid, `overlapRatio` and `margin` give; what no tile covers is 0.
 *
 * @throws TiterError `NO_GRID`, `GRID_MISMATCH`, `CANVAS_TOO_SMALL` when a position lies beyond the canvas.
 */
export const assembleStack: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "assembleStack",
    doc: "Puts the tiles of a well together at their positions, blended where they overlap.",
    source: "OpenHCS 0.5.0, assemble_stack_cpu, with tiles moved towards their positions.",
    parameters,
    tags: ["stitching"],
  }),
  contract: "VOLUMETRIC_TO_SLICE",
  specialInputs: {
    positions: { doc: "Column and row of each tile in pixels." },
    gridDimensions: { from: "plate", doc: "Rows and columns of the sites." },
  },
  outputSize: ({ y, x, pixelSizeUm }, values, { gridDimensions }) => ({
    ...canvasOf(y, x, values, gridDimensions),
    pixelSizeUm,
  }),
  run: (stack, values, context) => {
    const first = firstPlane(stack);
    const positions = context.specials.positions as readonly (readonly number[])[]; // declared by the functions that make them
    if (positions.length !== stack.length) throw mismatch(positions.length, stack.length);
    const places = positions.map(([x = 0, y = 0]) => ({ y, x }));
    const size = canvasOf(first.height, first.width, values, context.specials.gridDimensions as Grid); // from the plate
    const out = context.acquire({ ...first, height: size.y, width: size.x });
    for (const { y, x } of places) {
      if (y < 0 || x < 0 || y + first.height > size.y + 1 || x + first.width > size.x + 1) throw tooSmall(y, x, size);
    }
    const numbers = places.flatMap((place, tile) => {
      const { top, bottom, left, right } = rampsOf(places, tile, first, values);
      return [place.y, place.x, top, bottom, left, right];
    });
    context.kernels.run("assemble", { inputs: stack, outputs: [out], numbers });
    return { stack: [out] };
  },
});

/** Rows and columns of the canvas, which must be known before the positions are. */
function canvasOf(height: number, width: number, { overlapRatio, margin }: Values<typeof parameters>, grid: Grid) {
  const { rows, columns } = gridOf(grid);
  const length = (tile: number, count: number) => Math.ceil(tile + (count - 1) * tile * (1 - overlapRatio)) + margin;
  return { y: length(height, rows), x: length(width, columns) };
}

function mismatch(positions: number, tiles: number): TiterError {
  return new TiterError("GRID_MISMATCH", {
    what: `there are ${positions} positions for ${tiles} tiles`,
    todo: 'Give both steps the same variable components: ["site"].',
    details: { positions, tiles },
  });
}

function tooSmall(y: number, x: number, size: { readonly y: number; readonly x: number }): TiterError {
  return new TiterError("CANVAS_TOO_SMALL", {
    what: `a tile at row ${y}, column ${x} does not fit the canvas of ${size.y} x ${size.x} pixels`,
    where: { field: "margin" },
    todo: "Give a larger margin, or a smaller overlapRatio.",
    details: { y, x, size },
  });
}
