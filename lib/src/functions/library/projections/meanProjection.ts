import { defineFunction, type TiterFunction } from "../../define.ts";
import { project } from "./project.ts";

const parameters = {} as const;

/**
 * The mean of each pixel over all planes of a group (integers rounded down): `createProjection` with method `mean`.
 *
 * Stack of n planes (y, x) of uint8, uint16 or float32 in; one plane of the same dtype out.
 */
export const meanProjection: TiterFunction<typeof parameters> = defineFunction({
  id: "titer.meanProjection",
  version: 1,
  doc: "The mean of each pixel over all planes of a group; integers are rounded down.",
  contract: "VOLUMETRIC_TO_SLICE",
  memory: { input: "cpu", output: "cpu" },
  parameters,
  tags: ["projection"],
  run: (stack, _, context) => project(stack, "mean", context),
});
