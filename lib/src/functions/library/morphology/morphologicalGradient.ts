import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { type footprintParameters, greyFunction } from "./greyFunction.ts";

/** Edges: the dilation minus the erosion by a footprint. Planes or volumes of uint8, uint16 or float32; the dtype stays. */
export const morphologicalGradient: TiterFunction<VolumeParameters<typeof footprintParameters>> = greyFunction(
  "morphologicalGradient",
  "gradient",
  "Edges: the dilation minus the erosion by a footprint.",
);
