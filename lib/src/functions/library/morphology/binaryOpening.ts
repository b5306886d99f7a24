import type { TiterFunction } from "../../define.ts";
import type { VolumeParameters } from "../volumeFunction.ts";
import { binaryFunction } from "./binaryFunction.ts";
import type { footprintParameters } from "./greyFunction.ts";

/** A footprint removes the parts of objects that it does not fit into. Any dtype (not 0 is inside) becomes uint8 of 0 and 1. */
export const binaryOpening: TiterFunction<VolumeParameters<typeof footprintParameters>> = binaryFunction(
  "binaryOpening",
  "opening",
  "A footprint removes the parts of objects that it does not fit into; as uint8 of 0 and 1.",
);
