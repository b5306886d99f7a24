import type { Plane, Stack } from "../../image/plane.ts";
import type { CallContext } from "../contract.ts";
import { defineFunction, type TiterFunction } from "../define.ts";
import type { Parameters, Values } from "../parameters.ts";
import { declared, type LibraryFunction } from "./planeFunction.ts";

/** The parameter of functions that take planes one by one or as one volume. */
const dimensions = {
  kind: "choice",
  choices: ["2D", "3D"],
  default: "2D",
  doc: "Each plane for itself (2D), or all planes of the group as one volume, in the order of the stack (3D).",
} as const;

/** The parameters of a {@link volumeFunction}: its own, and `dimensions`. */
export type VolumeParameters<P extends Parameters> = P & { readonly dimensions: typeof dimensions };

/** Declares a function that works plane by plane or on the volume, by its parameter `dimensions` (FLEXIBLE). */
export function volumeFunction<const P extends Parameters>(
  of: LibraryFunction<P> & {
    readonly run: (planes: Stack, outs: Stack, values: Values<VolumeParameters<P>>, context: CallContext) => void;
  },
): TiterFunction<VolumeParameters<P>> {
  const { parameters, run, ...rest } = of;
  return defineFunction({
    ...declared({ ...rest, parameters: { ...parameters, dimensions } as VolumeParameters<P> }),
    contract: "FLEXIBLE",
    run: (stack, values, context) => {
      const outs = stack.map((plane): Plane => context.acquire({ ...plane, dtype: of.outputDtype ?? plane.dtype }));
      if (values.dimensions === "3D") run(stack, outs, values, context);
      else for (const [z, plane] of stack.entries()) run([plane], outs.slice(z, z + 1), values, context);
      return { stack: outs };
    },
  });
}
