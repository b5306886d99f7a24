import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { binaryFunction } from "./binaryFunction.ts";
import type { footprintParameters } from "./greyFunction.ts";

/** A footprint grows the objects of a mask. Any dtype (not 0 is inside) becomes uint8 of 0 and 1. */
export const binaryDilation: TiterFunction<VolumeParameters<typeof footprintParameters>> = binaryFunction(
  "binaryDilation",
  "dilation",
  "A footprint grows the objects of a mask; as uint8 of 0 and 1.",
);
