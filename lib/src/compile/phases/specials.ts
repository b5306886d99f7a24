import { closestName } from "../../errors.ts";
import type { PlateInputs } from "../../functions/index.ts";
import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";

/**
 * Phase 1, special inputs: each has an earlier function that makes it, or is on the plate.
 *
 * @returns what is taken from the plate, by name.
 */
export function planSpecials(
  flow: readonly StepFlow[],
  plate: PlateIndex,
  problems: Problem[],
): Readonly<Record<string, unknown>> {
  const onPlate: Readonly<Record<string, unknown>> = { ...plateInputs(plate) };
  const taken: Record<string, unknown> = {};
  const made = new Map<string, number>();
  for (const [index, { settings, routes }] of flow.entries()) {
    const step = settings.step.name;
    for (const { functions } of routes) {
      const inChain = new Set<string>();
      for (const { declaration } of functions) {
        for (const [name, { from = "steps" }] of Object.entries(declaration.specialInputs ?? {})) {
          if (from === "plate" && onPlate[name] != null) taken[name] = onPlate[name];
          else if (from === "plate") problems.push(notOnPlate(step, declaration.id, name, onPlate));
          else if (!inChain.has(name) && !made.has(name)) {
            problems.push(missingSpecial(step, declaration.id, name, [...made.keys()], makersAfter(flow, index, name)));
          }
        }
        for (const name of Object.keys(declaration.specialOutputs ?? {})) inChain.add(name);
      }
    }
    for (const { declaration } of routes.flatMap(({ functions }) => functions)) {
      for (const name of Object.keys(declaration.specialOutputs ?? {})) made.set(name, index);
    }
  }
  return taken;
}

/** What functions may take from the plate's index. */
export function plateInputs(plate: PlateIndex): PlateInputs {
  const { grid, positions, pixelSizeUm } = plate;
  return { gridDimensions: grid, stagePositions: positions.length > 0 ? positions : null, pixelSizeUm };
}

function makersAfter(flow: readonly StepFlow[], index: number, special: string): string[] {
  const makes = ({ routes }: StepFlow) =>
    routes.some(({ functions }) => functions.some(({ declaration }) => special in (declaration.specialOutputs ?? {})));
  return flow
    .slice(index)
    .filter(makes)
    .map(({ settings }) => settings.step.name);
}

function missingSpecial(step: string, id: string, name: string, made: readonly string[], after: readonly string[]) {
  const near = closestName(name, made);
  const later = after.length > 0 ? `Step "${after[0]}" makes it too late: put it first. ` : "";
  return {
    code: "MISSING_SPECIAL",
    step,
    field: "func",
    message: `${id} takes the special input "${name}", which no earlier step makes`,
    hint: `${later}${near ? `Did you mean "${near}"? ` : ""}Earlier steps make: ${made.join(", ") || "none"}.`,
    value: name,
    allowed: made,
  };
}

function notOnPlate(step: string, id: string, name: string, onPlate: Readonly<Record<string, unknown>>): Problem {
  const there = Object.keys(onPlate).filter((key) => onPlate[key] !== null);
  return {
    code: "NOT_ON_PLATE",
    step,
    field: "func",
    message: `${id} takes "${name}" from the plate, which ${name in onPlate ? "does not say it" : "has no such value"}`,
    hint: `The plate gives: ${there.join(", ") || "none"}.`,
    value: name,
    allowed: there,
  };
}
