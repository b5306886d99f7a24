import type { Plane } from "../../../image/plane.ts";
import type { Rows } from "../../contract.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import type { Regions } from "../../kernels.ts";
import type { Values } from "../../parameters.ts";
import { segment } from "./segment.ts";

const parameters = {
  gaussianSigma: {
    kind: "number",
    min: 0,
    max: 500,
    default: 1,
    unit: "px",
    doc: "Smoothing before the threshold; 0 for none.",
  },
  thresholdMethod: {
    kind: "choice",
    choices: ["otsu", "manual"],
    default: "otsu",
    doc: "Otsu's threshold of each plane, or a fixed one.",
  },
  threshold: {
    kind: "number",
    min: 0,
    default: 0,
    doc: "With thresholdMethod manual: pixels above this intensity belong to cells.",
  },
  minCellArea: { kind: "integer", min: 0, default: 10, unit: "px²", doc: "Smaller objects are not counted." },
  maxCellArea: { kind: "integer", min: 0, default: 1000, unit: "px²", doc: "Larger objects are not counted." },
  removeBorderCells: { kind: "boolean", default: true, doc: "Leave out objects that touch the border of the image." },
} as const;

/**
 * Counts the cells of one channel: smoothing, threshold, connected objects (8 neighbours), filter by area and border.
 *
 * Each plane (y, x) of uint8 or uint16 comes back as it is. Tables: `counts`, one row per plane, and `cells`, one row per
 * counted object, in raster order of their first pixels; centres and areas in pixels, intensities of the plane as given.
 */
export const countCellsSingleChannel: TiterFunction<typeof parameters> = defineFunction({
  id: "titer.countCellsSingleChannel",
  version: 1,
  doc: "Counts and measures the cells of one channel: smoothing, threshold, connected objects, filter by area and border.",
  source: "Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC 9 (1979).",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  parameters,
  tables: {
    counts: [
      { name: "cellCount", type: "integer", doc: "Objects that passed the filters." },
      { name: "threshold", type: "number", doc: "Pixels above this intensity (after smoothing) were taken as cells." },
      {
        name: "meanArea",
        type: "number",
        unit: "px²",
        doc: "Mean area of the counted objects; empty where there are none.",
      },
    ],
    cells: [
      { name: "label", type: "integer", doc: "Number of the object in its plane, from 1." },
      { name: "y", type: "number", unit: "px", doc: "Row of the centre; the first row is 0." },
      { name: "x", type: "number", unit: "px", doc: "Column of the centre; the first column is 0." },
      { name: "area", type: "integer", unit: "px²", doc: "Pixels of the object." },
      { name: "meanIntensity", type: "number", doc: "Mean of the object's pixels in the plane as it was given." },
    ],
  },
  tags: ["analysis", "segmentation", "counting"],
  run: (stack, values, context) => {
    const fixed = values.thresholdMethod === "manual" ? values.threshold : undefined;
    const planes = stack.map((plane) => {
      const { threshold, regions } = segment(plane, values.gaussianSigma, fixed, context);
      return { threshold, regions, kept: countedRegions(regions, plane, values) };
    });
    const counts: Rows = {
      cellCount: planes.map(({ kept }) => kept.length),
      threshold: planes.map(({ threshold }) => threshold),
      meanArea: planes.map(({ regions, kept }) => meanOf(kept.map((index) => regions.area[index] ?? 0))),
    };
    const cells: Rows = {
      label: planes.flatMap(({ kept }) => kept.map((_, index) => index + 1)),
      y: planes.flatMap(({ regions, kept }) => kept.map((index) => regions.centroidY[index] ?? 0)),
      x: planes.flatMap(({ regions, kept }) => kept.map((index) => regions.centroidX[index] ?? 0)),
      area: planes.flatMap(({ regions, kept }) => kept.map((index) => regions.area[index] ?? 0)),
      meanIntensity: planes.flatMap(({ regions, kept }) => kept.map((index) => regions.meanIntensity[index] ?? 0)),
    };
    return { stack, tables: { counts, cells } };
  },
});

/** Indices of the regions that pass the filters. */
function countedRegions(regions: Regions, plane: Plane, values: Values<typeof parameters>): number[] {
  const counted: number[] = [];
  regions.area.forEach((area, index) => {
    if (area < values.minCellArea || area > values.maxCellArea) return;
    const [y0 = 0, x0 = 0, y1 = 0, x1 = 0] = regions.box.subarray(4 * index, 4 * index + 4);
    const touchesBorder = y0 === 0 || x0 === 0 || y1 === plane.height || x1 === plane.width;
    if (!(values.removeBorderCells && touchesBorder)) counted.push(index);
  });
  return counted;
}

function meanOf(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
