import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { background, distancesOf, nearestOf } from "./nearest.ts";

const parameters = {
  distance: { kind: "number", min: 0, default: 1, unit: "px", doc: "How far labels grow; they stop where they meet." },
} as const;

/** Grows labels by a distance without letting them overlap. int32 in and out. */
export const expandLabels: TiterFunction<typeof parameters> = planeFunction({
  name: "expandLabels",
  doc: "Grows labelled objects by a distance without letting them overlap.",
  source: "skimage.segmentation.expand_labels; which of two labels at one distance wins may differ.",
  parameters,
  outputDtype: "int32",
  tags: ["segmentation", "labels"],
  run: (plane, out, { distance }, context) => {
    const outside = background(context, plane);
    const [nearest, far] = [nearestOf(context, outside), distancesOf(context, outside)];
    nearest.data.forEach((place, i) => {
      out.data[i] = place >= 0 && (far.data[i] ?? 0) <= distance ? (plane.data[place] ?? 0) : 0;
    });
  },
});
