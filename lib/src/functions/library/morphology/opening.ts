import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { type footprintParameters, greyFunction } from "./greyFunction.ts";

/** Removes bright parts smaller than a footprint: erosion, then dilation. Planes or volumes of uint8, uint16 or float32; the dtype stays. */
export const opening: TiterFunction<VolumeParameters<typeof footprintParameters>> = greyFunction(
  "opening",
  "opening",
  "Removes bright parts smaller than a footprint: erosion, then dilation.",
);
