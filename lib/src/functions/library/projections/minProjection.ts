import { defineFunction, type TiterFunction } from "../../define.ts";
import { project } from "./project.ts";

const parameters = {} as const;

/**
 * The darkest value of each pixel over all planes of a group: `createProjection` with method `min`.
 *
 * Stack of n planes (y, x) of uint8, uint16 or float32 in; one plane of the same dtype out.
 */
export const minProjection: TiterFunction<typeof parameters> = defineFunction({
  id: "titer.minProjection",
  version: 1,
  doc: "The darkest value of each pixel over all planes of a group.",
  contract: "VOLUMETRIC_TO_SLICE",
  memory: { input: "cpu", output: "cpu" },
  parameters,
  tags: ["projection"],
  run: (stack, _, context) => project(stack, "min", context),
});
