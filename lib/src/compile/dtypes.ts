import type { Dtype } from "../image/dtype.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { Route } from "./routes.ts";
import type { StepSettings } from "./settings.ts";

/** Pixel types with a range to convert by: the whole range of the integers, 0 to 1 for float32. */
const convertible: readonly Dtype[] = ["uint8", "uint16", "float32"];

/** The pixel types that a step makes, and the one that its planes are converted to; null when they stay as they are. */
export interface StepDtypes {
  readonly dtypes: ReadonlySet<Dtype>;
  readonly convertTo: Dtype | null;
}

/** Pixel types behind a step: what its functions make, or what `defaultDtypeConversion` asks for. */
export function stepDtypes(
  { step, dtypeConversion }: StepSettings,
  routes: readonly Route[],
  inputs: ReadonlySet<Dtype>,
  problems: Problem[],
): StepDtypes {
  const made = new Set(routes.flatMap((route) => [...madeBy(route, inputs)]));
  if (dtypeConversion === "native") return { dtypes: made, convertTo: null };
  const [before, ...others] = inputs;
  if (dtypeConversion === "preserve" && (before === undefined || others.length > 0)) {
    problems.push({
      code: "MIXED_DTYPES",
      step: step.name,
      field: "DtypeConfig.defaultDtypeConversion",
      message: `the step gets several pixel types (${[...inputs].join(", ")}), so there is none to preserve`,
      hint: `Name the pixel type: ${convertible.join(", ")}.`,
      value: dtypeConversion,
      allowed: ["native", ...convertible],
    });
    return { dtypes: made, convertTo: null };
  }
  const target = dtypeConversion === "preserve" ? before! : dtypeConversion; // just looked at
  const fixed = [...made].find(
    (dtype) => dtype !== target && !(convertible.includes(dtype) && convertible.includes(target)),
  );
  if (fixed !== undefined) {
    problems.push({
      code: "DTYPE_CONVERSION",
      step: step.name,
      field: "DtypeConfig.defaultDtypeConversion",
      message: `${fixed} planes of the step can't become ${target}: one of the two has no range to convert by`,
      hint: 'Leave the conversion "native" for this step.',
      value: dtypeConversion,
      allowed: ["native"],
    });
  }
  const changes = [...made].some((dtype) => dtype !== target);
  return { dtypes: new Set([target]), convertTo: changes ? target : null };
}

function madeBy({ functions }: Route, inputs: ReadonlySet<Dtype>): Iterable<Dtype> {
  const declared = functions.findLast((fn) => fn.declaration.outputDtype !== undefined)?.declaration.outputDtype;
  return declared === undefined ? inputs : [declared];
}
