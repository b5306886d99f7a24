import { TiterError } from "../../../errors.ts";
import type { TiterFunction } from "../../define.ts";
import { combine } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { reducingFunction } from "../stackFunction.ts";
import { reconstruct } from "./reconstruct.ts";

const parameters = {
  method: {
    kind: "choice",
    choices: ["dilation", "erosion"],
    default: "dilation",
    doc: "Markers grow under the mask, or shrink above it.",
  },
} as const;

/**
 * Grey-scale reconstruction: the first plane of a group (markers) grows under the second (mask), or shrinks above it. Two planes of one
 * dtype in, one out; 8 neighbours. Markers beyond the mask are brought to it first.
 *
 * @throws TiterError `TOO_FEW_PLANES` when the group has not two planes.
 */
export const reconstruction: TiterFunction<typeof parameters> = reducingFunction({
  name: "reconstruction",
  doc: "Grey-scale reconstruction of markers (first plane of a group) under or above a mask (second plane).",
  source: "Vincent 1993, as skimage.morphology.reconstruction.",
  parameters,
  tags: ["morphology"],
  run: (planes, out, { method }, context) => {
    const [markers, mask] = planes;
    if (!markers || !mask || planes.length > 2) {
      throw new TiterError("TOO_FEW_PLANES", {
        what: `reconstruction takes two planes, markers and mask, but this group has ${planes.length}`,
        todo: 'Give the step variable components that put both together, such as ["channel"].',
        details: { planes: planes.length },
      });
    }
    const limited = scratch(context, markers, markers.dtype);
    combine(context, method === "dilation" ? "minimum" : "maximum", markers, mask, limited);
    reconstruct(context, method, [limited], [mask], [out]);
  },
});
