import type { TiterFunction } from "../../define.ts";
import { maskOf } from "../morphology/binaryFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { labelStack } from "./labelling.ts";

const parameters = {
  connectivity: {
    kind: "integer",
    min: 1,
    max: 3,
    default: 2,
    doc: "Neighbours over faces (1), edges too (2), corners too (3, in 3D).",
  },
} as const;

/** Numbers the connected objects of masks in raster order. Any dtype (not 0 is inside) becomes int32. */
export const label: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "label",
  doc: "Numbers the connected objects of masks, as int32.",
  source: "skimage.measure.label.",
  parameters,
  outputDtype: "int32",
  tags: ["segmentation", "labels"],
  run: (planes, outs, { connectivity }, context) => {
    const most = planes.length > 1 ? 3 : 2;
    labelStack(
      context,
      planes.map((plane) => maskOf(context, plane)),
      outs,
      Math.min(connectivity, most),
    );
  },
});
