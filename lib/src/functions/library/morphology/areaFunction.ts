import type { TiterFunction } from "../../define.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";

const parameters = {
  area: { kind: "integer", min: 1, max: 2147483647, default: 64, unit: "px", doc: "Parts of fewer pixels go." },
  connectivity: {
    kind: "integer",
    min: 1,
    max: 3,
    default: 1,
    doc: "Pixels touch over faces (1), edges too (2), corners too (3, in 3D).",
  },
} as const;

/** An opening or closing by area. */
export type AreaFunction = TiterFunction<VolumeParameters<typeof parameters>>;

/** Declares one. */
export function areaFunction(name: string, operation: "opening" | "closing", doc: string): AreaFunction {
  return volumeFunction({
    name,
    doc,
    source: `skimage.morphology.area_${operation}; Wilkinson & Roerdink, ISMM 2000.`,
    parameters,
    tags: ["morphology"],
    run: (inputs, outputs, { area, connectivity }, { kernels }) => {
      kernels.run("areaOpening", { inputs, outputs, numbers: [operation === "closing" ? 1 : 0, area, connectivity] });
    },
  });
}
