import type { Stack } from "../../../image/plane.ts";
import type { CallContext, PlateInputs } from "../../contract.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import { laplacian } from "../filters/gaussianLaplace.ts";
import { declared, scratch } from "../planeFunction.ts";
import { firstPlane } from "../stack.ts";
import { errorLimit } from "./errorLimit.ts";
import { gridOf } from "./grid.ts";
import type { Point } from "./overlap.ts";
import { neighbours, type Pair, registerPair, type Tiles } from "./pairs.ts";
import { solvePlaces } from "./solve.ts";

const parameters = {
  overlapRatio: {
    kind: "number",
    min: 0,
    max: 0.99,
    default: 0.1,
    doc: "Nominal overlap of neighbours, as a part of a tile.",
  },
  pixelSize: {
    kind: "number",
    min: 1e-6,
    default: 1,
    unit: "µm",
    doc: "Size of a pixel, by which maxShift is counted.",
  },
  maxShift: {
    kind: "number",
    min: 0,
    default: 30,
    unit: "µm",
    doc: "Largest correction of a tile against its neighbour.",
  },
  stitchAlpha: {
    kind: "number",
    min: 0,
    max: 1,
    default: 0.05,
    doc: "Share of chance fits that pass as right: lower is stricter.",
  },
  maxError: {
    kind: "number",
    min: 0,
    default: 0,
    doc: "Largest error of a fit that counts; 0 to find it by chance fits (stitchAlpha).",
  },
  whitenSigma: {
    kind: "number",
    min: 0,
    max: 100,
    default: 1,
    unit: "px",
    doc: "Laplacian of Gaussian before tiles are compared, so that edges count and not the light; 0 for none, as OpenHCS.",
  },
  upsampleFactor: { kind: "integer", min: 1, max: 1000, default: 50, doc: "Steps per pixel." },
  permutationSamples: { kind: "integer", min: 1, default: 1000, doc: "Chance fits that are tried." },
  minPermutationSamples: {
    kind: "integer",
    min: 1,
    default: 10,
    doc: "The same per distant pair where there are few.",
  },
  maxPermutationTries: { kind: "integer", min: 1, default: 100, doc: "Most attempts to draw one." },
  windowSizeFactor: {
    kind: "number",
    min: 0,
    max: 1,
    default: 0.15,
    doc: "Largest window of a registration, as a part of a tile.",
  },
} as const;

/**
 * Places the tiles of a well by what neighbours share, with fractions of a pixel: pairs are registered, fits that could be chance are left
 * out, and all tiles follow from a middle one along the paths of least error. Tiles without a trusted neighbour (empty ones) are placed by a
 * linear model of the others.
 *
 * Stack of one plane per site, in the raster order of the grid, in and out; any dtype. Special output `positions`: [[x, y], ...] in pixels,
 * the least being 0; table `positions`.
 *
 * @throws TiterError `NO_GRID`, `GRID_MISMATCH`.
 */
export const ashlarComputeTilePositions: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "ashlarComputeTilePositions",
    doc: "Places the tiles of a well by what neighbours share, as Ashlar does.",
    source:
      "Muhlich et al., Stitching and registering highly multiplexed whole-slide images of tissues and tumors using ASHLAR, Bioinformatics 38 (2022).",
    parameters,
    tags: ["stitching", "registration"],
  }),
  contract: "PURE_3D",
  tables: {
    positions: [
      { name: "x", type: "number", unit: "px", doc: "Column of the tile's left edge." },
      { name: "y", type: "number", unit: "px", doc: "Row of the tile's upper edge." },
    ],
  },
  specialInputs: { gridDimensions: { from: "plate", doc: "Rows and columns of the sites." } },
  specialOutputs: { positions: { kind: "value", doc: "Column and row of each tile in pixels." } },
  run: (stack, values, context) => {
    const { height, width } = firstPlane(stack);
    const { columns } = gridOf(context.specials.gridDimensions as PlateInputs["gridDimensions"], stack.length);
    const step = 1 - values.overlapRatio;
    const places = stack.map(
      (_, tile): Point => [Math.floor(tile / columns) * height * step, (tile % columns) * width * step],
    );
    const tiles: Tiles = {
      planes: values.whitenSigma > 0 ? whitened(context, stack, values.whitenSigma) : stack,
      places,
      size: [height, width],
    };
    const near = neighbours(tiles);
    const limit =
      values.maxError > 0
        ? values.maxError
        : errorLimit(context, tiles, near, {
            alpha: values.stitchAlpha,
            samples: values.permutationSamples,
            samplesOfFew: values.minPermutationSamples,
            tries: values.maxPermutationTries,
          });
    const most = values.maxShift / values.pixelSize;
    const options = { upsample: values.upsampleFactor, windowSizeFactor: values.windowSizeFactor };
    const pairs = near.map((pair): Pair => {
      const found = registerPair(context, tiles, pair, options);
      const wrong = found.error > limit || found.shift.some((shift) => Math.abs(shift) > most);
      return wrong ? { ...found, error: Number.POSITIVE_INFINITY } : found;
    });
    const positions = solvePlaces(places, pairs).map(([y, x]) => [x, y]);
    return {
      stack,
      tables: { positions: { x: positions.map(([x = 0]) => x), y: positions.map(([, y = 0]) => y) } },
      specials: { positions },
    };
  },
});

/** Tiles in which edges count and not the light. */
function whitened(context: CallContext, stack: Stack, sigma: number): Stack {
  return stack.map((plane) => {
    const out = scratch(context, plane);
    laplacian(context, [plane], [out], sigma);
    return out;
  });
}
