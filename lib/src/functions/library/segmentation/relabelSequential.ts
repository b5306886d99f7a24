import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { areasOf, highestLabel, relabel } from "./labelling.ts";

/** Numbers the labels of a plane anew, without gaps, in their order. int32 in and out. */
export const relabelSequential: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "relabelSequential",
  doc: "Numbers the labels of a plane anew, without gaps.",
  source: "skimage.segmentation.relabel_sequential.",
  parameters: {},
  outputDtype: "int32",
  tags: ["segmentation", "labels"],
  run: (plane, out, _values, context) => {
    let next = 0;
    const areas = areasOf([plane], highestLabel([plane]));
    relabel(
      context,
      plane,
      out,
      Array.from(areas, (area, label) => (label > 0 && area > 0 ? ++next : 0)),
    );
  },
});
