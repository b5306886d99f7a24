import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { type footprintParameters, greyFunction } from "./greyFunction.ts";

/** The brightest value under a footprint around each pixel. Planes or volumes of uint8, uint16 or float32; the dtype stays. */
export const dilation: TiterFunction<VolumeParameters<typeof footprintParameters>> = greyFunction(
  "dilation",
  "dilation",
  "The brightest value under a footprint around each pixel.",
);
