import type { Parameters, TiterFunction, Values } from "titer/functions";
import { widgetHost } from "../core/host.ts";
import { type Abbreviation, type Control, controlOf, isFixed, type ValueOf } from "./abbreviation.ts";
import { type Interaction, type InteractionOptions, interaction } from "./interaction.ts";
import { parameterControls } from "./parameters.ts";

/** Abbreviations by the names of a function's members. */
export type Abbreviations = Readonly<Record<string, Abbreviation>>;

/** The values of abbreviations. */
export type ValuesOf<A> = { readonly [K in keyof A]: ValueOf<A[K]> };

/**
 * Calls a function with the values of controls, now and whenever one changes, and shows what it gives. Shown at once.
 *
 * @example
 * ```ts
 * interact(({ sigma, channel }) => `${channel}: ${sigma}`, { sigma: { min: 0.5, max: 5 }, channel: ["DAPI", "GFP"] });
 * ```
 * @throws TiterError `NO_CONTROL`, `BAD_TRAIT`
 */
export function interact<const A extends Abbreviations>(
  run: (values: ValuesOf<A>) => unknown,
  controls: A,
  options?: InteractionOptions,
): Interaction<ValuesOf<A>>;
/**
 * Controls for the parameters of a registered function, from its declaration; `run` gets the function with these values bound.
 *
 * @example
 * ```ts
 * interact(gaussianBlur, (blur) => image.apply(blur));
 * ```
 */
export function interact<P extends Parameters>(
  func: TiterFunction<P>,
  run: (bound: TiterFunction<P>) => unknown,
  options?: InteractionOptions,
): Interaction<Values<P>>;
export function interact(first: unknown, second: unknown, options: InteractionOptions = {}): Interaction<never> {
  const made = interactive(first as never, second as never, options); // one of the two above
  widgetHost().show(made);
  return made;
}

/** The same, shown only where it is put: as a cell's last value or in a box. */
export function interactive<const A extends Abbreviations>(
  run: (values: ValuesOf<A>) => unknown,
  controls: A,
  options?: InteractionOptions,
): Interaction<ValuesOf<A>>;
export function interactive<P extends Parameters>(
  func: TiterFunction<P>,
  run: (bound: TiterFunction<P>) => unknown,
  options?: InteractionOptions,
): Interaction<Values<P>>;
export function interactive(first: unknown, second: unknown, options: InteractionOptions = {}): Interaction<never> {
  return interactionOf(first as First, second as Second, options) as Interaction<never>; // one of the two above
}

type First = TiterFunction<Parameters> | ((values: object) => unknown);
type Second = Abbreviations | ((bound: TiterFunction<Parameters>) => unknown);

function interactionOf(first: First, second: Second, options: InteractionOptions): Interaction<object> {
  if (typeof first !== "function") {
    const run = second as (bound: TiterFunction<Parameters>) => unknown; // which goes with a registered function
    return interaction((values: Values<Parameters>) => run(first.with(values)), parameterControls(first), {}, options);
  }
  const controls: Record<string, Control> = {};
  const constants: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(second as Abbreviations)) {
    if (isFixed(given)) constants[name] = given.fixed;
    else controls[name] = controlOf(name, given);
  }
  return interaction(first, controls, constants, options);
}
