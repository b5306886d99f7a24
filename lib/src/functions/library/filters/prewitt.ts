import type { TiterFunction } from "../../define.ts";
import { type EdgeFilter, edgeMagnitude, edgesAlong, type None } from "./edges.ts";

const filter: EdgeFilter = { name: "Prewitt", smooth: [1 / 3, 1 / 3, 1 / 3], difference: [-1, 0, 1] };

/** Edges by the Prewitt filter; any dtype becomes float32. */
export const prewitt: TiterFunction<None> = edgeMagnitude("prewitt", filter);

/** Horizontal edges by the Prewitt filter, positive where it gets brighter downwards; any dtype becomes float32. */
export const prewittH: TiterFunction<None> = edgesAlong("y", "prewittH", filter);

/** Vertical edges by the Prewitt filter, positive where it gets brighter to the right; any dtype becomes float32. */
export const prewittV: TiterFunction<None> = edgesAlong("x", "prewittV", filter);
