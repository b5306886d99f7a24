import { defineFunction, type TiterFunction } from "../../define.ts";
import { cellTables, cellTablesOf } from "./cellTables.ts";
import { detectCells } from "./detectCells.ts";
import { detectionParameters } from "./detection.ts";

/**
 * Counts the cells of one channel: smoothing, detection, filter by area and border.
 *
 * Each plane (y, x) of uint8 or uint16 comes back as it is. Tables: `counts`, one row per plane, and `cells`, one row per
 * counted cell, in raster order of their first pixels (spots: strongest first); centres and areas in pixels, intensities of the plane as
 * given.
 *
 * @throws TiterError `KERNEL_ARGUMENT` for float32 planes with Otsu's threshold.
 */
export const countCellsSingleChannel: TiterFunction<typeof detectionParameters> = defineFunction({
  id: "titer.countCellsSingleChannel",
  version: 1,
  doc: "Counts and measures the cells of one channel: smoothing, threshold, connected objects, filter by area and border.",
  source:
    "Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC 9 (1979); methods of OpenHCS 0.5.0, count_cells_single_channel.",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  parameters: detectionParameters,
  tables: cellTables,
  tags: ["analysis", "segmentation", "counting"],
  run: (stack, values, context) => ({
    stack,
    tables: cellTablesOf(stack.map((plane) => detectCells(plane, values, context))),
  }),
});
