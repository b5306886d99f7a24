import type { TiterFunction } from "../../define.ts";
import { statistics } from "../arithmetic/kernels.ts";
import { planeFunction } from "../planeFunction.ts";
import { ridgeParameters, strongestRidge } from "./ridges.ts";

const own = {
  beta: {
    kind: "number",
    min: 0.01,
    max: 100,
    default: 0.5,
    doc: "How much round spots are kept; small keeps lines only.",
  },
  gamma: {
    kind: "number",
    min: 0,
    max: 1e9,
    default: null,
    doc: "Curvature below which pixels count as background; half of the largest at the narrowest width when it is not given.",
  },
} as const;
const parameters: typeof ridgeParameters & typeof own = { ...ridgeParameters, ...own };

/** Vesselness, 0 to 1: line-like and with much curvature. Planes (y, x) of any dtype become float32. */
export const frangi: TiterFunction<typeof parameters> = planeFunction({
  name: "frangi",
  doc: "Finds vessels and fibres, 0 to 1: pixels whose surroundings are curved across one direction only.",
  source: "skimage.filters.frangi; Frangi et al., MICCAI 1998.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "ridges"],
  run: (plane, out, values, context) => {
    let { gamma } = values;
    strongestRidge(context, plane, out, values, (_sigma, respond, response) => {
      if (gamma === undefined) {
        respond({ measure: "structure" }, response);
        gamma = statistics(context, [response]).max / 2 || 1;
      }
      respond({ measure: "frangi", beta: values.beta, gamma }, response);
    });
  },
});
