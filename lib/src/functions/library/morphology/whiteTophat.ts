import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { type footprintParameters, greyFunction } from "./greyFunction.ts";

/** Keeps bright parts smaller than a footprint: the image minus its opening. Planes or volumes of uint8, uint16 or float32; the dtype stays. */
export const whiteTophat: TiterFunction<VolumeParameters<typeof footprintParameters>> = greyFunction(
  "whiteTophat",
  "whiteTophat",
  "Keeps bright parts smaller than a footprint: the image minus its opening.",
);
