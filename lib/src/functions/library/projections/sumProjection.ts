import { defineFunction, type TiterFunction } from "../../define.ts";
import { project } from "./project.ts";

const parameters = {} as const;

/**
 * The sum of each pixel over all planes of a group: `createProjection` with method `sum`.
 *
 * Stack of n planes (y, x) of uint8, uint16 or float32 in; one plane of the same dtype out; integers stop at their highest value.
 */
export const sumProjection: TiterFunction<typeof parameters> = defineFunction({
  id: "titer.sumProjection",
  version: 1,
  doc: "The sum of each pixel over all planes of a group.",
  contract: "VOLUMETRIC_TO_SLICE",
  memory: { input: "cpu", output: "cpu" },
  parameters,
  tags: ["projection"],
  run: (stack, _, context) => project(stack, "sum", context),
});
