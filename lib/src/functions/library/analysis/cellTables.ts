import type { Column, Rows } from "../../contract.ts";
import type { Detection } from "./detectCells.ts";

/** The tables of a count. */
export const cellTables: Readonly<Record<"counts" | "cells", readonly Column[]>> = {
  counts: [
    { name: "cellCount", type: "integer", doc: "Objects that passed the filters." },
    {
      name: "threshold",
      type: "number",
      doc: "Pixels above this intensity (after smoothing) were taken as cells; empty for spots.",
    },
    {
      name: "meanArea",
      type: "number",
      unit: "px²",
      doc: "Mean area of the counted objects; empty where there are none.",
    },
  ],
  cells: [
    { name: "label", type: "integer", doc: "Number of the object in its plane, from 1." },
    { name: "y", type: "number", unit: "px", place: "y", doc: "Row of the centre; the first row is 0." },
    { name: "x", type: "number", unit: "px", place: "x", doc: "Column of the centre; the first column is 0." },
    { name: "area", type: "number", unit: "px²", doc: "Pixels of the object." },
    { name: "meanIntensity", type: "number", doc: "Mean of the object's pixels in the plane as it was given." },
  ],
};

/** Their rows, plane after plane. */
export function cellTablesOf(detections: readonly Detection[]): Readonly<Record<keyof typeof cellTables, Rows>> {
  const cells = detections.flatMap((detection) =>
    detection.cells.map((cell, index) => ({ label: index + 1, ...cell })),
  );
  return {
    counts: {
      cellCount: detections.map((detection) => detection.cells.length),
      threshold: detections.map(({ threshold }) => threshold),
      meanArea: detections.map((detection) => meanOf(detection.cells.map(({ area }) => area))),
    },
    cells: {
      label: cells.map(({ label }) => label),
      y: cells.map(({ y }) => y),
      x: cells.map(({ x }) => x),
      area: cells.map(({ area }) => area),
      meanIntensity: cells.map(({ meanIntensity }) => meanIntensity),
    },
  };
}

function meanOf(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
