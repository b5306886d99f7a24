import type { Plane, Stack } from "../../image/plane.ts";
import type { CallContext } from "../contract.ts";
import { defineFunction, type TiterFunction } from "../define.ts";
import type { Parameters, Values } from "../parameters.ts";
import { declared, type LibraryFunction } from "./planeFunction.ts";
import { firstPlane } from "./stack.ts";

/** Declares a function that makes one plane of all planes of a group, of their shape (VOLUMETRIC_TO_SLICE). */
export function reducingFunction<const P extends Parameters>(
  of: LibraryFunction<P> & {
    readonly run: (planes: Stack, out: Plane, values: Values<P>, context: CallContext) => void;
  },
): TiterFunction<P> {
  return defineFunction({
    ...declared(of),
    contract: "VOLUMETRIC_TO_SLICE",
    run: (stack, values, context) => {
      const first = firstPlane(stack);
      const out = context.acquire({ ...first, dtype: of.outputDtype ?? first.dtype });
      of.run(stack, out, values, context);
      return { stack: [out] };
    },
  });
}

/** Declares a function that makes new planes of all planes of a group together, of their shape (PURE_3D). */
export function stackFunction<const P extends Parameters>(
  of: LibraryFunction<P> & {
    readonly run: (planes: Stack, outs: Stack, values: Values<P>, context: CallContext) => void;
  },
): TiterFunction<P> {
  return defineFunction({
    ...declared(of),
    contract: "PURE_3D",
    run: (stack, values, context) => {
      firstPlane(stack);
      const outs = stack.map((plane) => context.acquire({ ...plane, dtype: of.outputDtype ?? plane.dtype }));
      of.run(stack, outs, values, context);
      return { stack: outs };
    },
  });
}
