import type { Parameter, Parameters, TiterFunction } from "titer/functions";
import { Checkbox } from "../controls/booleans.ts";
import { BoundedFloatText, BoundedIntText, FloatText, IntText } from "../controls/numbers.ts";
import { Dropdown } from "../controls/selection.ts";
import { FloatSlider, IntSlider } from "../controls/sliders.ts";
import { Text } from "../controls/strings.ts";
import type { Control } from "./abbreviation.ts";

/** Room for a name with its unit beside the control. */
const style = { descriptionWidth: "initial" };

/** The widest ranges that get a slider; in wider ones a handle is too coarse, so they get a field. */
const widest = { integer: 1000, number: 100 };

/**
 * A control for each parameter of a registered function: its limits, choices, unit and documentation (as tooltip), with the
 * value that is bound or else the default.
 */
export function parameterControls<P extends Parameters>(
  func: TiterFunction<P>,
): Readonly<Record<keyof P & string, Control>> {
  const { declaration, given } = func;
  const controls = Object.entries(declaration.parameters).map(([name, parameter]) => [
    name,
    parameterControl(name, parameter, given[name] ?? parameter.default),
  ]);
  return Object.fromEntries(controls) as Readonly<Record<keyof P & string, Control>>; // one per declared parameter
}

/** `value` has been checked against the declaration when it was bound. */
function parameterControl(name: string, parameter: Parameter, value: unknown): Control {
  const description = parameter.unit === undefined ? name : `${name} (${parameter.unit})`;
  const common = { description, tooltip: parameter.doc, style };
  switch (parameter.kind) {
    case "boolean":
      return new Checkbox({ ...common, value: value as boolean, indent: false });
    case "text":
      return new Text({ ...common, value: value as string, continuousUpdate: false });
    case "choice":
      return new Dropdown({ ...common, options: parameter.choices, value: value as string });
    case "integer":
    case "number":
      return numberControl(common, parameter, value as number);
    default:
      return parameter satisfies never;
  }
}

type NumberParameter = Extract<Parameter, { kind: "integer" | "number" }>;

function numberControl(common: object, { kind, min, max }: NumberParameter, value: number): Control {
  const integer = kind === "integer";
  if (min === undefined && max === undefined)
    return integer ? new IntText({ ...common, value }) : new FloatText({ ...common, value });
  const limits = { min: min ?? -Number.MAX_SAFE_INTEGER, max: max ?? Number.MAX_SAFE_INTEGER, value };
  const span = limits.max - limits.min;
  if (integer && span <= widest.integer) return new IntSlider({ ...common, ...limits });
  if (!integer && span <= widest.number) return new FloatSlider({ ...common, ...limits, step: stepFor(span) });
  return integer ? new BoundedIntText({ ...common, ...limits }) : new BoundedFloatText({ ...common, ...limits });
}

/** A step of 1, 2 or 5 times a power of ten, of which about a hundred make the span. */
function stepFor(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / 100));
  const factor = [1, 2, 5, 10].find((candidate) => span / 100 / power <= candidate * 1.0001) ?? 10;
  return Number((power * factor).toPrecision(1));
}
