import { isTiterError, TiterError } from "../errors.ts";
import { boundValues, type PlaneSize, type PlateInputs } from "../functions/index.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { Route } from "./routes.ts";
import type { StepSettings } from "./settings.ts";

/** The size of the planes that a step makes: that of its input, passed through what its functions declare. */
export function stepSize(
  { step }: StepSettings,
  routes: readonly Route[],
  input: PlaneSize,
  plate: PlateInputs,
  problems: Problem[],
): PlaneSize {
  const ends = routes.map((route) => routeSize(route, step.name, input, plate, problems));
  const [first = input, ...others] = ends;
  const other = others.find((size) => size.y !== first.y || size.x !== first.x);
  if (other) {
    problems.push({
      code: "MIXED_SIZES",
      step: step.name,
      field: "func",
      message: `the routes of the step make planes of ${sizeText(first)} and of ${sizeText(other)}`,
      hint: "Let every route end with planes of one size.",
      value: [first, other],
    });
  }
  return first;
}

function routeSize(
  { functions }: Route,
  step: string,
  input: PlaneSize,
  plate: PlateInputs,
  problems: Problem[],
): PlaneSize {
  let size = input;
  for (const { declaration, given } of functions) {
    const { id, outputSize } = declaration;
    if (outputSize === undefined) continue;
    try {
      size = checked(id, outputSize(size, boundValues({ declaration, given }).values, plate));
    } catch (thrown) {
      if (!isTiterError(thrown)) throw thrown;
      const { code, what, todo, where } = thrown;
      if (code === "BAD_PARAMETER" || code === "UNKNOWN_PARAMETER") continue; // phase 4 reports it
      problems.push({ code, step, field: where.field ?? "func", message: what, hint: todo, value: id });
    }
  }
  return size;
}

function checked(id: string, size: PlaneSize): PlaneSize {
  if ([size.y, size.x].every((length) => Number.isInteger(length) && length > 0)) return size;
  throw new TiterError("BAD_SIZE", {
    what: `${id} would make planes of ${sizeText(size)}`,
    todo: "Choose parameters that leave at least one pixel.",
  });
}

/** `64 x 48 pixels` */
export function sizeText({ y, x }: Pick<PlaneSize, "y" | "x">): string {
  return `${y} x ${x} pixels`;
}
