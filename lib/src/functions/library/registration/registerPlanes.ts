import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { firstPlane } from "../stack.ts";
import { phaseCorrelation } from "./phaseCorrelation.ts";

const parameters = {
  upsample: { kind: "integer", min: 1, max: 1000, default: 10, doc: "Steps per pixel." },
  phaseOnly: { kind: "boolean", default: true, doc: "Whether only phases count, not amplitudes." },
  windowed: { kind: "boolean", default: false, doc: "Whether a Hann window takes the borders of the planes away." },
} as const;

/**
 * Measures how the planes of a group are shifted against the first one: drift over time, or offsets between channels. The planes come back
 * as they are; table `shifts`, one row per plane, in pixels; special output `shifts`: [[y, x], ...].
 */
export const registerPlanes: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "registerPlanes",
    doc: "Measures how the planes of a group are shifted against the first one, by phase correlation.",
    source:
      "Guizar-Sicairos, Thurman & Fienup, Optics Letters 33 (2008); skimage.registration.phase_cross_correlation.",
    parameters,
    tags: ["registration", "drift"],
  }),
  contract: "PURE_3D",
  tables: {
    shifts: [
      { name: "y", type: "number", unit: "px", doc: "Rows that bring the plane onto the first one." },
      { name: "x", type: "number", unit: "px", doc: "Columns that bring the plane onto the first one." },
    ],
  },
  specialOutputs: { shifts: { kind: "value", doc: "Rows and columns that bring each plane onto the first one." } },
  run: (stack, values, context) => {
    const first = firstPlane(stack);
    const shifts = stack.map((plane) => phaseCorrelation(context, first, plane, values));
    return {
      stack,
      tables: { shifts: { y: shifts.map(({ y }) => y), x: shifts.map(({ x }) => x) } },
      specials: { shifts: shifts.map(({ y, x }) => [y, x]) },
    };
  },
});
