import { TiterError } from "../../errors.ts";
import type { TiterFunction } from "../define.ts";
import type { Parameters } from "../parameters.ts";
import { bridgeFunctions } from "./bridgeFunctions.ts";

interface Documented {
  readonly doc: string;
}

/** A number; without a default the library decides. */
export interface NumberOf<Default extends number | null> extends Documented {
  readonly kind: "number" | "integer";
  readonly default: Default;
}

/** A number that must be given. */
export interface NeededNumber extends Documented {
  readonly kind: "number" | "integer";
  readonly default: null;
  readonly required: true;
}

/** True or false. */
export interface Flag<Default extends boolean | null> extends Documented {
  readonly kind: "boolean";
  readonly default: Default;
}

/** One of some words. */
export interface OneOf<Choice extends string, Default extends Choice | null> extends Documented {
  readonly kind: "choice";
  readonly choices: readonly Choice[];
  readonly default: Default;
}

/**
 * A function of the catalogue under its typed name; the modules of this folder are written by `setup/bridgeModules.js`, which gives
 * each the parameters that the catalogue says.
 */
export function bridged<P extends Parameters>(id: string): TiterFunction<P> {
  const found = bridgeFunctions().get(id);
  if (found) return found as unknown as TiterFunction<P>; // the module was written from the same catalogue
  throw new TiterError("UNKNOWN_FUNCTION", {
    what: `the catalogue has no "${id}"`,
    todo: "Build Titer again: its modules and its catalogue do not belong together.",
  });
}
