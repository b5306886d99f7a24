import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { peaks } from "../segmentation/peaks.ts";
import { firstPlane } from "../stack.ts";
import { scoresOf, templateOf, templateParameters } from "./template.ts";

const threshold = {
  scoreThreshold: {
    kind: "number",
    min: -1,
    max: 1,
    default: 0.8,
    doc: "Least fit of a match: 1 is equal but for light and contrast.",
  },
} as const;

/**
 * Finds what looks like a part of the first plane in all planes of a group. The planes come back as they are; table `matches`, one row per
 * match, best first in each plane; two matches are half a template apart.
 *
 * @throws TiterError `BAD_SIZE` when the template reaches beyond the planes.
 */
export const matchTemplate: TiterFunction<typeof templateParameters & typeof threshold> = defineFunction({
  ...declared({
    name: "matchTemplate",
    doc: "Finds what looks like a part of the first plane in all planes of a group.",
    source:
      "Lewis, Fast normalized cross-correlation (1995); cv2.matchTemplate (TM_CCOEFF_NORMED), OpenHCS 0.5.0 multi_template_matching.",
    parameters: { ...templateParameters, ...threshold },
    tags: ["analysis", "template"],
  }),
  contract: "PURE_3D",
  tables: {
    matches: [
      { name: "plane", type: "integer", doc: "Place of the plane in the group, from 0." },
      { name: "y", type: "integer", unit: "px", doc: "First row of the match." },
      { name: "x", type: "integer", unit: "px", doc: "First column of the match." },
      { name: "score", type: "number", doc: "Fit, -1 to 1." },
    ],
  },
  run: (stack, { scoreThreshold, ...values }, context) => {
    const template = templateOf(context, firstPlane(stack), values);
    const minDistance = Math.max(1, Math.floor(Math.min(template.height, template.width) / 2));
    const found = stack.flatMap((plane, place) =>
      peaks(context, scoresOf(context, plane, template), { minDistance, threshold: scoreThreshold, border: 0 }).map(
        (peak) => ({ place, ...peak }),
      ),
    );
    return {
      stack,
      tables: {
        matches: {
          plane: found.map(({ place }) => place),
          y: found.map(({ y }) => y),
          x: found.map(({ x }) => x),
          score: found.map(({ value }) => value),
        },
      },
    };
  },
});
