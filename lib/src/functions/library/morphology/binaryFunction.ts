import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { transform } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { volumeFunction } from "../volumeFunction.ts";
import { morphVolume, type Operation } from "./footprint.ts";
import { footprintParameters, type MorphologyFunction } from "./greyFunction.ts";

/** Declares a morphological function on masks. */
export function binaryFunction(name: string, operation: Operation, doc: string): MorphologyFunction {
  return volumeFunction({
    name,
    doc,
    source:
      "skimage.morphology with the footprints disk, square, ball and cube; pixels outside of the image never win.",
    parameters: footprintParameters,
    outputDtype: "uint8",
    tags: ["morphology", "mask"],
    run: (planes, outs, footprint, context) =>
      morphVolume(
        context,
        operation,
        planes.map((plane) => maskOf(context, plane)),
        outs,
        footprint,
      ),
  });
}

/** A plane of uint8: 1 where another is not 0, else 0. */
export function maskOf(context: CallContext, plane: Plane): Plane {
  const [outside, mask] = [scratch(context, plane, "uint8"), scratch(context, plane, "uint8")];
  transform(context, "within", plane, outside, 0, 0);
  transform(context, "linear", outside, mask, -1, 1);
  context.release(outside);
  return mask;
}
