import type { Dtype } from "../../image/dtype.ts";
import type { Plane, PlaneHeader } from "../../image/plane.ts";
import type { CallContext } from "../contract.ts";
import { defineFunction, type FunctionDeclaration, type TiterFunction } from "../define.ts";
import type { Parameters, Values } from "../parameters.ts";

/** What the functions of the library have in common, and what each says of itself. */
export interface LibraryFunction<P extends Parameters> {
  /** The exported name; the id is `titer.` and this. */
  readonly name: string;
  readonly doc: string;
  readonly source?: string;
  /** Raised when results change; 1 at first. */
  readonly version?: number;
  readonly parameters: P;
  /** Absent when it is that of the input. */
  readonly outputDtype?: Dtype;
  readonly tags: readonly string[];
}

/** The part of a declaration that follows from it. */
export function declared<P extends Parameters>({
  name,
  version = 1,
  doc,
  source,
  parameters,
  outputDtype,
  tags,
}: LibraryFunction<P>): Omit<FunctionDeclaration<P>, "contract" | "run"> {
  return {
    id: `titer.${name}`,
    version,
    doc,
    ...(source === undefined ? {} : { source }),
    memory: { input: "cpu", output: "cpu" },
    parameters,
    ...(outputDtype === undefined ? {} : { outputDtype }),
    tags,
  };
}

/** Declares a function that makes one new plane of each plane, of the same shape (PURE_2D). */
export function planeFunction<const P extends Parameters>(
  of: LibraryFunction<P> & {
    readonly run: (plane: Plane, out: Plane, values: Values<P>, context: CallContext) => void;
  },
): TiterFunction<P> {
  return defineFunction({
    ...declared(of),
    contract: "PURE_2D",
    run: (stack, values, context) => ({
      stack: stack.map((plane) => {
        const out = context.acquire({ ...plane, dtype: of.outputDtype ?? plane.dtype });
        of.run(plane, out, values, context);
        return out;
      }),
    }),
  });
}

/** A plane for intermediate results, of a plane's shape; it goes back to the pool when the function ends, or by `release`. */
export function scratch(context: CallContext, shape: PlaneHeader, dtype: Dtype = "float32"): Plane {
  return context.acquire({ dtype, height: shape.height, width: shape.width });
}
