import { TiterError } from "titer/errors";
import type { Parameters, TiterFunction, Values } from "titer/functions";
import type { DraftSource, FunctionStep } from "titer/pipeline";
import { editorHost } from "../../editor/host.ts";
import type { PipelineEditor } from "../../editor/pipelineEditor.ts";
import { widgetHost } from "../core/host.ts";
import { type Abbreviation, type Control, controlOf, isFixed, type ValueOf } from "./abbreviation.ts";
import { type Interaction, type InteractionOptions, interaction } from "./interaction.ts";
import { parameterControls } from "./parameters.ts";

/** Abbreviations by the names of a function's members. */
export type Abbreviations = Readonly<Record<string, Abbreviation>>;

/** The values of abbreviations. */
export type ValuesOf<A> = { readonly [K in keyof A]: ValueOf<A[K]> };

/**
 * Edits a pipeline below the cell: `interact(pipeline)`. Shown at once; `pipeline` of the result is always the pipeline as it is then.
 *
 * @example
 * ```ts
 * const edited = interact(new Pipeline({ name: "norm", steps }));
 * const plan = await plate.compile(edited.pipeline);
 * ```
 */
export function interact(pipeline: DraftSource | readonly FunctionStep[]): PipelineEditor;
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
export function interact(first: unknown, second?: unknown, options: InteractionOptions = {}): unknown {
  if (second === undefined) {
    const editor = editorHost().edit(sourceOf(first));
    widgetHost().show(editor);
    return editor;
  }
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

/** A pipeline or a list of steps, as cells may be plain JavaScript. Throws `NOT_A_PIPELINE`. */
function sourceOf(first: unknown): DraftSource {
  const steps: unknown = Array.isArray(first) ? first : (first as Partial<DraftSource> | null)?.steps;
  const isStep = (one: unknown) => typeof one === "object" && one !== null && "kind" in one && one.kind === "step";
  if (Array.isArray(steps) && steps.every(isStep)) {
    return Array.isArray(first) ? { name: "pipeline", steps } : (first as DraftSource); // by the line above
  }
  throw new TiterError("NOT_A_PIPELINE", {
    what: "interact was given one value that is no pipeline",
    todo: "Give a Pipeline or a list of steps, or a function and its controls.",
  });
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
