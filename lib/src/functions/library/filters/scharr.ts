import type { TiterFunction } from "../../define.ts";
import { type EdgeFilter, edgeMagnitude, edgesAlong, type None } from "./edges.ts";

const filter: EdgeFilter = { name: "Scharr", smooth: [3 / 16, 10 / 16, 3 / 16], difference: [-1, 0, 1] };

/** Edges by the Scharr filter, which is closer to rotationally symmetric than Sobel's; any dtype becomes float32. */
export const scharr: TiterFunction<None> = edgeMagnitude("scharr", filter);

/** Horizontal edges by the Scharr filter, positive where it gets brighter downwards; any dtype becomes float32. */
export const scharrH: TiterFunction<None> = edgesAlong("y", "scharrH", filter);

/** Vertical edges by the Scharr filter, positive where it gets brighter to the right; any dtype becomes float32. */
export const scharrV: TiterFunction<None> = edgesAlong("x", "scharrV", filter);
