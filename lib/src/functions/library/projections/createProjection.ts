import { defineFunction, type TiterFunction } from "../../define.ts";
import { project } from "./project.ts";

const parameters = {
  method: {
    kind: "choice",
    choices: ["max", "min", "mean", "sum"],
    default: "max",
    doc: "What is kept of the pixels above each other.",
  },
} as const;

/**
 * Projects all planes of a group to one, pixel by pixel.
 *
 * Stack of n planes (y, x) of uint8, uint16 or float32 in; one plane of the same dtype out. Integer means are rounded down;
 * integer sums stop at the highest value of the dtype.
 *
 * @example
 * ```ts
 * const step = new FunctionStep({ name: "project", func: createProjection.with({ method: "max" }), variableComponents: ["z"] });
 * ```
 */
export const createProjection: TiterFunction<typeof parameters> = defineFunction({
  id: "titer.createProjection",
  version: 1,
  doc: "Projects all planes of a group to one: maximum, minimum, mean or sum of each pixel.",
  contract: "VOLUMETRIC_TO_SLICE",
  memory: { input: "cpu", output: "cpu" },
  parameters,
  tags: ["projection"],
  run: (stack, { method }, context) => project(stack, method, context),
});
