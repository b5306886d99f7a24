import { type AreaFunction, areaFunction } from "./areaFunction.ts";

/** Bright parts of fewer pixels sink to their surroundings. Planes (y, x) or volumes (z, y, x) of any dtype; the dtype stays. */
export const areaOpening: AreaFunction = areaFunction(
  "areaOpening",
  "opening",
  "Takes away bright parts that are too small, whatever their shape.",
);
