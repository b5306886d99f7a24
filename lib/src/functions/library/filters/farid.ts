import type { TiterFunction } from "../../define.ts";
import { type EdgeFilter, edgeMagnitude, edgesAlong, type None } from "./edges.ts";

// Farid & Simoncelli, Differentiation of discrete multidimensional signals, IEEE Trans. Image Processing 13 (2004).
const filter: EdgeFilter = {
  name: "Farid",
  smooth: [0.0376593171958126, 0.249153396177344, 0.426374573253687, 0.249153396177344, 0.0376593171958126],
  difference: [-0.109603762960254, -0.276690988455557, 0, 0.276690988455557, 0.109603762960254],
};

/** Edges by the Farid filter of 5 x 5 pixels; any dtype becomes float32. */
export const farid: TiterFunction<None> = edgeMagnitude("farid", filter);

/** Horizontal edges by the Farid filter, positive where it gets brighter downwards; any dtype becomes float32. */
export const faridH: TiterFunction<None> = edgesAlong("y", "faridH", filter);

/** Vertical edges by the Farid filter, positive where it gets brighter to the right; any dtype becomes float32. */
export const faridV: TiterFunction<None> = edgesAlong("x", "faridV", filter);
