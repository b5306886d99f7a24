import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { firstPlane } from "../stack.ts";
import { cut, scoresOf, templateOf, templateParameters } from "./template.ts";

/**
 * Cuts out of each plane of a group what looks most like a part of the first plane: planes that show the same place. n planes in, n of the
 * template's size out; the dtype stays. Table `crops`: one row per plane.
 *
 * @throws TiterError `BAD_SIZE` when the template reaches beyond the planes.
 */
export const multiTemplateCrop: TiterFunction<typeof templateParameters> = defineFunction({
  ...declared({
    name: "multiTemplateCrop",
    doc: "Cuts out of each plane of a group what looks most like a part of the first plane.",
    source: "OpenHCS 0.5.0, multi_template_crop, with the template taken from the group.",
    parameters: templateParameters,
    tags: ["geometry", "template"],
  }),
  contract: "PURE_3D",
  outputSize: ({ pixelSizeUm }, { templateHeight, templateWidth }) => ({
    y: templateHeight,
    x: templateWidth,
    pixelSizeUm,
  }),
  tables: {
    crops: [
      { name: "y", type: "integer", unit: "px", doc: "First row of what was cut out." },
      { name: "x", type: "integer", unit: "px", doc: "First column of what was cut out." },
      { name: "score", type: "number", doc: "Fit, -1 to 1." },
    ],
  },
  run: (stack, values, context) => {
    const template = templateOf(context, firstPlane(stack), values);
    const best = stack.map((plane) => {
      const { data, width } = scoresOf(context, plane, template);
      let at = 0;
      data.forEach((score, i) => {
        if (score > (data[at] ?? 0)) at = i;
      });
      return { y: Math.floor(at / width), x: at % width, score: data[at] ?? 0 };
    });
    const stackOut = stack.map((plane, i) => {
      const { y = 0, x = 0 } = best[i] ?? {};
      return cut(plane, context.acquire({ ...plane, height: template.height, width: template.width }), y, x);
    });
    const crops = { y: best.map(({ y }) => y), x: best.map(({ x }) => x), score: best.map(({ score }) => score) };
    return { stack: stackOut, tables: { crops } };
  },
});
