import type { PlaneOutput } from "titer/protocol";
import type { Raster } from "./draw/raster.ts";

/** The plane of an output, with what the output says of it. */
export interface PlaneImage extends Raster {
  readonly info: Omit<PlaneOutput, "pixels">;
  readonly pixels: Uint8Array | Uint16Array;
}
