import { TiterError } from "../errors.ts";
import type { Dtype } from "../image/dtype.ts";
import type { Stack } from "../image/plane.ts";
import type {
  CallContext,
  CallResult,
  Column,
  Contract,
  MemoryType,
  PlaneSize,
  PlateInputs,
  SpecialInput,
  SpecialOutput,
} from "./contract.ts";
import { checkedItem, type ItemOptions, itemNames, splitGiven } from "./item.ts";
import { checkParameters, completeParameters, type Parameters, type Values } from "./parameters.ts";
import type { FunctionOrigin } from "./source.ts";

/** The declaration of a function: everything but the code is data. */
export interface FunctionDeclaration<P extends Parameters> {
  /** Unique, dotted: `titer.tophat`. */
  readonly id: string;
  /** Raised whenever results change; plans name it. */
  readonly version: number;
  readonly doc: string;
  /** Where the algorithm comes from. */
  readonly source?: string;
  readonly contract: Contract;
  readonly memory: { readonly input: MemoryType; readonly output: MemoryType };
  /** The dtype of the result planes; absent when it is that of the input. */
  readonly outputDtype?: Dtype;
  /**
   * The size of the result planes, from that of the input; absent when it stays. Must be known before any pixel is: a function
   * that puts tiles together declares a canvas that holds them wherever they turn out to lie.
   */
  readonly outputSize?: (input: PlaneSize, values: Values<P>, plate: PlateInputs) => PlaneSize;
  readonly parameters: P;
  /** Tables that each call fills, by name, with their columns. */
  readonly tables?: Readonly<Record<string, readonly Column[]>>;
  /** Values that each call makes for later functions, by name. */
  readonly specialOutputs?: Readonly<Record<string, SpecialOutput>>;
  /** Values that each call takes from earlier functions or from the plate, by name. */
  readonly specialInputs?: Readonly<Record<string, SpecialInput>>;
  readonly tags?: readonly string[];
  readonly run: (stack: Stack, values: Values<P>, context: CallContext) => CallResult | Promise<CallResult>;
}

/** A function with some of its parameters set; what a step holds. Plain data except for the declaration. */
export interface BoundFunction {
  readonly kind: "bound";
  readonly declaration: FunctionDeclaration<Parameters>;
  /** Where its code can be had, for functions of notebooks and pipeline files. */
  readonly origin?: FunctionOrigin;
  /** Only what was set; the rest are the declared defaults. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** A registered function. */
export interface TiterFunction<P extends Parameters> extends BoundFunction {
  /** Binds parameters and how a step uses the function; checked at once. Binding again adds to what was bound. */
  with(given: Partial<Values<P>> & ItemOptions): TiterFunction<P>;
}

/** The complete values that a function runs with, and how its step uses it. Throws `UNKNOWN_PARAMETER`, `BAD_PARAMETER`. */
export function boundValues({ declaration, given }: Pick<BoundFunction, "declaration" | "given">): {
  readonly values: Values<Parameters>;
  readonly item: ItemOptions;
} {
  const { id, contract, parameters } = declaration;
  const parts = splitGiven(given);
  return { values: completeParameters(id, parameters, parts.parameters), item: checkedItem(id, contract, parts.item) };
}

/**
 * Declares a function. Types, forms, checks and plans come from this one declaration.
 *
 * @param origin - is filled in by the kernel and by `titer run`, by which the function's code can travel with plans.
 * @throws TiterError `BAD_DECLARATION`; `UNKNOWN_PARAMETER` or `BAD_PARAMETER` from `with`.
 */
export function defineFunction<const P extends Parameters>(
  declaration: FunctionDeclaration<P>,
  origin?: FunctionOrigin,
): TiterFunction<P> {
  checkNames(declaration);
  // The values always come from completeParameters of the same declaration, so the wider type is safe to call.
  const wide = declaration as unknown as FunctionDeclaration<Parameters>;
  const bind = (given: Readonly<Record<string, unknown>>): TiterFunction<P> => {
    const parts = splitGiven(given);
    checkParameters(wide.id, wide.parameters, parts.parameters);
    checkedItem(wide.id, wide.contract, parts.item);
    return Object.freeze({
      kind: "bound" as const,
      declaration: wide,
      given: Object.freeze(given),
      ...(origin && { origin }),
      with: (more: Partial<Values<P>> & ItemOptions) => bind({ ...given, ...more }),
    });
  };
  return bind({});
}

function checkNames({
  id,
  parameters,
  specialOutputs = {},
}: Pick<FunctionDeclaration<Parameters>, "id" | "specialOutputs"> & { readonly parameters: Parameters }): void {
  const strange = Object.entries(specialOutputs).find(([, { kind, save }]) => save === "csv" && kind !== "table");
  if (strange) {
    throw new TiterError("BAD_DECLARATION", {
      what: `${id}: the special output "${strange[0]}" is no table, so it can't be saved as CSV`,
      where: { field: strange[0] },
      todo: 'Declare it with kind "table", or save it as JSON.',
    });
  }
  const taken = Object.keys(parameters).find((name) => itemNames.includes(name));
  if (taken === undefined) return;
  throw new TiterError("BAD_DECLARATION", {
    what: `${id} can't have a parameter "${taken}"`,
    where: { field: taken },
    todo: `Choose another name: every function takes ${itemNames.join(", ")} besides its own parameters.`,
  });
}
