import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { type footprintParameters, greyFunction } from "./greyFunction.ts";

/** The darkest value under a footprint around each pixel. Planes or volumes of uint8, uint16 or float32; the dtype stays. */
export const erosion: TiterFunction<VolumeParameters<typeof footprintParameters>> = greyFunction(
  "erosion",
  "erosion",
  "The darkest value under a footprint around each pixel.",
);
