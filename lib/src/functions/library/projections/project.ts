import type { Stack } from "../../../image/plane.ts";
import type { CallContext, CallResult } from "../../contract.ts";
import type { ProjectionMethod } from "../../kernels.ts";
import { firstPlane } from "../stack.ts";

/** Projects a stack to a new plane of the same dtype. */
export function project(stack: Stack, method: ProjectionMethod, context: CallContext): CallResult {
  const out = context.acquire(firstPlane(stack));
  context.kernels.project(stack, out, method);
  return { stack: [out] };
}
