import type { BoundFunction } from "../functions/index.ts";
import type { Dtype } from "../image/dtype.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { Route } from "./routes.ts";
import type { StepSettings } from "./settings.ts";

/** Pixel types with a range to convert by: the whole range of the integers, 0 to 1 for float32. */
const convertible: readonly Dtype[] = ["uint8", "uint16", "float32"];

type Dtypes = ReadonlySet<Dtype>;

/** What planes are converted to behind each function of a route, and behind the last one; null where they stay as they are. */
export interface RouteConversions {
  readonly functions: readonly (Dtype | null)[];
  readonly end: Dtype | null;
}

/** The pixel types behind a step, and how its routes get there. */
export interface StepDtypes {
  readonly dtypes: Dtypes;
  readonly conversions: readonly RouteConversions[];
}

/**
 * Pixel types behind a step: what its functions make and are converted to by their own `dtypeConversion`, and at the end by the
 * step's `defaultDtypeConversion`, unless the last function says otherwise.
 */
export function stepDtypes(
  { step, dtypeConversion }: StepSettings,
  routes: readonly Route[],
  inputs: Dtypes,
  problems: Problem[],
): StepDtypes {
  const known = problems.length;
  const report = (problem: Omit<Problem, "step">): void => {
    const twice = problems.slice(known).some(({ code, field }) => code === problem.code && field === problem.field);
    if (!twice) problems.push({ ...problem, step: step.name });
  };
  const ends = routes.map(({ functions }) => {
    let dtypes = inputs;
    const conversions = functions.map((fn) => {
      const made = convert(ownConversion(fn) ?? "native", dtypes, madeBy(fn, dtypes), "dtypeConversion", report);
      dtypes = made.dtypes;
      return made.convertTo;
    });
    const last = functions.at(-1);
    const conversion = last && ownConversion(last) !== undefined ? "native" : dtypeConversion;
    const end = convert(conversion, inputs, dtypes, "DtypeConfig.defaultDtypeConversion", report);
    return { dtypes: end.dtypes, conversions: { functions: conversions, end: end.convertTo } };
  });
  return {
    dtypes: new Set(ends.flatMap(({ dtypes }) => [...dtypes])),
    conversions: ends.map(({ conversions }) => conversions),
  };
}

function ownConversion({ given }: BoundFunction): StepSettings["dtypeConversion"] | undefined {
  return given.dtypeConversion as StepSettings["dtypeConversion"] | undefined; // checked when it was bound
}

function madeBy({ declaration: { outputDtype } }: BoundFunction, inputs: Dtypes): Dtypes {
  return outputDtype === undefined ? inputs : new Set([outputDtype]);
}

function convert(
  conversion: StepSettings["dtypeConversion"],
  inputs: Dtypes,
  made: Dtypes,
  field: string,
  report: (problem: Omit<Problem, "step">) => void,
): { readonly dtypes: Dtypes; readonly convertTo: Dtype | null } {
  if (conversion === "native") return { dtypes: made, convertTo: null };
  const [before, ...others] = inputs;
  if (conversion === "preserve" && (before === undefined || others.length > 0)) {
    report({
      code: "MIXED_DTYPES",
      field,
      message: `several pixel types come in (${[...inputs].join(", ")}), so there is none to preserve`,
      hint: `Name the pixel type: ${convertible.join(", ")}.`,
      value: conversion,
      allowed: ["native", ...convertible],
    });
    return { dtypes: made, convertTo: null };
  }
  const target = conversion === "preserve" ? before! : conversion; // just looked at
  const fixed = [...made].find(
    (dtype) => dtype !== target && !(convertible.includes(dtype) && convertible.includes(target)),
  );
  if (fixed !== undefined) {
    report({
      code: "DTYPE_CONVERSION",
      field,
      message: `${fixed} planes can't become ${target}: one of the two has no range to convert by`,
      hint: 'Leave the conversion "native" here.',
      value: conversion,
      allowed: ["native"],
    });
  }
  const changes = [...made].some((dtype) => dtype !== target);
  return { dtypes: new Set([target]), convertTo: changes ? target : null };
}
