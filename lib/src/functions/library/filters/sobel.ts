import type { TiterFunction } from "../../define.ts";
import { type EdgeFilter, edgeMagnitude, edgesAlong, type None } from "./edges.ts";

const filter: EdgeFilter = { name: "Sobel", smooth: [0.25, 0.5, 0.25], difference: [-1, 0, 1] };

/** Edges by the Sobel filter; any dtype becomes float32. */
export const sobel: TiterFunction<None> = edgeMagnitude("sobel", filter);

/** Horizontal edges by the Sobel filter, positive where it gets brighter downwards; any dtype becomes float32. */
export const sobelH: TiterFunction<None> = edgesAlong("y", "sobelH", filter);

/** Vertical edges by the Sobel filter, positive where it gets brighter to the right; any dtype becomes float32. */
export const sobelV: TiterFunction<None> = edgesAlong("x", "sobelV", filter);
