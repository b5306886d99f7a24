import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { type footprintParameters, greyFunction } from "./greyFunction.ts";

/** Fills dark parts smaller than a footprint: dilation, then erosion. Planes or volumes of uint8, uint16 or float32; the dtype stays. */
export const closing: TiterFunction<VolumeParameters<typeof footprintParameters>> = greyFunction(
  "closing",
  "closing",
  "Fills dark parts smaller than a footprint: dilation, then erosion.",
);
