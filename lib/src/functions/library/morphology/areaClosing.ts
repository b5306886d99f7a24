import { type AreaFunction, areaFunction } from "./areaFunction.ts";

/** Dark parts of fewer pixels rise to their surroundings. Planes (y, x) or volumes (z, y, x) of any dtype; the dtype stays. */
export const areaClosing: AreaFunction = areaFunction(
  "areaClosing",
  "closing",
  "Fills dark parts that are too small, whatever their shape.",
);
