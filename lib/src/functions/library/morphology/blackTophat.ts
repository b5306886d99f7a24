import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { type footprintParameters, greyFunction } from "./greyFunction.ts";

/** Keeps dark parts smaller than a footprint: the closing minus the image. Planes or volumes of uint8, uint16 or float32; the dtype stays. */
export const blackTophat: TiterFunction<VolumeParameters<typeof footprintParameters>> = greyFunction(
  "blackTophat",
  "blackTophat",
  "Keeps dark parts smaller than a footprint: the closing minus the image.",
);
