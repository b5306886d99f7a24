import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { areasOf, highestLabel, relabel } from "./labelling.ts";

const parameters = {
  minSize: { kind: "integer", min: 0, default: 10, unit: "px", doc: "Smaller objects are removed." },
  maxSize: { kind: "integer", min: 0, default: 1_000_000, unit: "px", doc: "Larger objects are removed." },
} as const;

/** Removes labels outside of a range of areas; the others keep their numbers. int32 in and out. */
export const removeSmallLabels: TiterFunction<typeof parameters> = planeFunction({
  name: "removeSmallLabels",
  doc: "Removes labelled objects outside of a range of areas; the others keep their numbers.",
  source: "skimage.morphology.remove_small_objects on labels.",
  parameters,
  outputDtype: "int32",
  tags: ["segmentation", "labels"],
  run: (plane, out, { minSize, maxSize }, context) => {
    const areas = areasOf([plane], highestLabel([plane]));
    relabel(
      context,
      plane,
      out,
      Array.from(areas, (area, label) => (area >= minSize && area <= maxSize ? label : 0)),
    );
  },
});
