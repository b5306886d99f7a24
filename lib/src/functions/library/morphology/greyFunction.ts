import type { TiterFunction } from "../../define.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { morphVolume, type Operation } from "./footprint.ts";

/** The footprint of a morphological function. */
export const footprintParameters = {
  radius: { kind: "integer", min: 1, max: 1000, default: 1, unit: "px", doc: "Radius of the footprint." },
  shape: {
    kind: "choice",
    choices: ["disk", "square"],
    default: "disk",
    doc: "Disk or square; in 3D a ball or a cube.",
  },
} as const;

/** A morphological function. */
export type MorphologyFunction = TiterFunction<VolumeParameters<typeof footprintParameters>>;

/** Declares one on grey values. */
export function greyFunction(name: string, operation: Operation, doc: string): MorphologyFunction {
  return volumeFunction({
    name,
    doc,
    source: "skimage.morphology with the footprints disk, square, ball and cube.",
    parameters: footprintParameters,
    tags: ["morphology"],
    run: (planes, outs, footprint, context) => morphVolume(context, operation, planes, outs, footprint),
  });
}
