import { type GroupBy, idKey, type WorkPlaneId } from "../components/components.ts";
import type { BoundFunction } from "../functions/define.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { Domain } from "./flow.ts";
import type { StepSettings } from "./settings.ts";

/** Which functions work on which planes of a step. */
export interface Route {
  /** The values of `groupBy` that take it; null for all planes. */
  readonly values: readonly number[] | null;
  readonly functions: readonly BoundFunction[];
  /** Whether it makes one plane of a group. */
  readonly collapses: boolean;
}

/**
 * The routes of a step: one for all planes, or one for each key of its record of functions, and one without functions for
 * the values that have no key.
 */
export function stepRoutes(
  settings: StepSettings,
  inputs: Domain,
  wells: readonly string[],
  problems: Problem[],
): Route[] {
  const { step, groupBy } = settings;
  if (step.routes === null) return [route(null, step.func)];
  if (groupBy === "none") {
    problems.push({
      code: "ROUTES_WITHOUT_GROUP",
      step: step.name,
      field: "groupBy",
      message: "the step routes functions by key, but its groupBy names no component that is fixed inside a group",
      hint: "Set groupBy to the component that the keys are values of, and leave it out of variableComponents.",
      value: groupBy,
    });
    return [];
  }
  const present = inputs[idKey(groupBy)];
  if (groupBy === "well" && present.length === 0) return []; // work is spread over wells, which is reported
  const numberOf = (key: string) => (groupBy === "well" ? wells.indexOf(key) + 1 : Number(key));
  const routes = Object.entries(step.routes).map(([key, functions]) => route([numberOf(key)], functions));
  const unknown = Object.keys(step.routes).filter((key) => !present.includes(numberOf(key)));
  const keysThere = present.map((value) => (groupBy === "well" ? (wells[value - 1] ?? "") : String(value)));
  if (unknown.length > 0 || routes.length === 0) {
    const keys = unknown.map((key) => `"${key}"`).join(", ");
    problems.push({
      code: "UNKNOWN_ROUTE",
      step: step.name,
      field: "func",
      message: unknown.length > 0 ? `there is no ${groupBy} ${keys}` : "the record of functions is empty",
      hint: `The keys are values of ${groupBy}: ${keysThere.join(", ")}.`,
      value: unknown,
      allowed: keysThere,
    });
  }
  const rest = present.filter((value) => !routes.some(({ values }) => values?.includes(value)));
  return rest.length > 0 ? [...routes, route(rest, [])] : routes;
}

/** The functions of a chain that are not switched off. */
export function enabledOf(chain: readonly BoundFunction[]): readonly BoundFunction[] {
  return chain.filter(({ given }) => given.enabled !== false);
}

/** The route of a group, by its place among the step's routes. */
export function routeOf(routes: readonly Route[], groupBy: GroupBy, id: WorkPlaneId): number {
  const value = groupBy === "none" ? undefined : id[idKey(groupBy)];
  return routes.findIndex(({ values }) => values === null || (value !== undefined && values.includes(value)));
}

function route(values: readonly number[] | null, chain: readonly BoundFunction[]): Route {
  const functions = enabledOf(chain);
  const collapses = functions.some((fn) => fn.declaration.contract === "VOLUMETRIC_TO_SLICE");
  return { values, functions, collapses };
}
