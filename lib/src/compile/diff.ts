import { planeName } from "../components/components.ts";
import { canonicalJson } from "./canonical.ts";
import type { Plan, PlannedFunction, PlannedStep, PlannedWell } from "./plan.ts";

/** One thing in which two plans differ. */
export interface PlanDifference {
  /** `schedule`: the same steps on the same planes, but other calls or another order of calls. */
  readonly kind: "plate" | "configuration" | "step" | "parameter" | "planes" | "schedule";
  /** What differs: `output.results`, `step "tophat"`, `step "tophat": titer.tophat selemRadius`, `well A03`. */
  readonly what: string;
  /** In the first plan; undefined when it is only in the second. */
  readonly before?: unknown;
  /** In the second plan; undefined when it is only in the first. */
  readonly after?: unknown;
}

/**
 * What differs between two plans: plate, configuration, steps, parameters, planes. Empty when they are equal.
 *
 * @example
 * ```ts
 * for (const difference of diff(yesterday, today)) console.log(differenceText(difference));
 * // step "tophat": titer.tophat selemRadius: 50 -> 25
 * ```
 */
export function diff(a: Plan, b: Plan): PlanDifference[] {
  const found = [
    ...fieldDifferences("plate", "plate", { ...a.plate, inputs: a.plateInputs }, { ...b.plate, inputs: b.plateInputs }),
    ...fieldDifferences("configuration", "", configuration(a), configuration(b)),
    ...stepDifferences(a, b),
    ...wellDifferences(a, b),
  ];
  const same = canonicalJson(a.schedules) === canonicalJson(b.schedules);
  if (found.length > 0 || same) return found;
  return [{ kind: "schedule", what: "order of calls", before: a.digest, after: b.digest }];
}

/** A difference in a line: `step "tophat": titer.tophat selemRadius: 50 -> 25`. */
export function differenceText({ what, before, after }: PlanDifference): string {
  if (before === undefined) return `${what}: added${after === true ? "" : ` ${text(after)}`}`;
  if (after === undefined) return `${what}: removed${before === true ? "" : ` ${text(before)}`}`;
  return `${what}: ${text(before)} -> ${text(after)}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : canonicalJson(value);
}

function configuration({ titer, numWorkers, axis, sequential, missing, output }: Plan) {
  const { checkpoints, ...rest } = output;
  const stores = Object.fromEntries(checkpoints.map((store) => [`checkpoint ${store.path}`, store]));
  return { titer, numWorkers, axis, sequential, missing, output: rest, ...stores };
}

/** Every field that differs, by its path; lists are compared as a whole. */
function fieldDifferences(
  kind: PlanDifference["kind"],
  what: string,
  before: unknown,
  after: unknown,
): PlanDifference[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ kind, what, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    fieldDifferences(kind, what === "" ? key : `${what}.${key}`, before[key], after[key]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function stepDifferences(a: Plan, b: Plan): PlanDifference[] {
  const [before, after] = [byName(a.steps), byName(b.steps)];
  const names = (steps: Iterable<string>, others: ReadonlyMap<string, unknown>) =>
    [...steps].filter((name) => others.has(name));
  const [order, newOrder] = [names(before.keys(), after), names(after.keys(), before)];
  const moved: PlanDifference[] =
    order.join("\n") === newOrder.join("\n")
      ? []
      : [{ kind: "step", what: "order of steps", before: order.join(", "), after: newOrder.join(", ") }];
  const each = [...new Set([...before.keys(), ...after.keys()])].flatMap((name): PlanDifference[] => {
    const [one, other] = [before.get(name), after.get(name)];
    if (one && other) return changedStep(name, one, other);
    return [{ kind: "step", what: name, before: one && true, after: other && true }];
  });
  return [...moved, ...each];
}

/** Steps by a name that tells routes apart. */
function byName(steps: readonly PlannedStep[]): Map<string, PlannedStep> {
  const nameOf = ({ name, route }: PlannedStep) =>
    `step "${name}"${route ? ` (${route.component} ${route.values.join(", ")})` : ""}`;
  return new Map(steps.map((step) => [nameOf(step), step]));
}

function changedStep(what: string, before: PlannedStep, after: PlannedStep): PlanDifference[] {
  const { functions, index: _index, checkpoint: _checkpoint, ...settings } = before;
  const { functions: newFunctions, index: _newIndex, checkpoint: _newCheckpoint, ...newSettings } = after;
  const ids = (chain: readonly PlannedFunction[]) => chain.map(({ id }) => id).join(" -> ");
  const chains: PlanDifference[] =
    ids(functions) === ids(newFunctions)
      ? functions.flatMap(({ id, values, ...rest }, i) => {
          const { id: _id, values: newValues, ...newRest } = newFunctions[i]!; // as many, by their ids
          return [
            ...fieldDifferences("step", `${what}: ${id}`, rest, newRest),
            ...parameterDifferences(`${what}: ${id}`, values, newValues),
          ];
        })
      : [{ kind: "step", what: `${what}: functions`, before: ids(functions), after: ids(newFunctions) }];
  return [...fieldDifferences("step", what, settings, newSettings), ...chains];
}

function parameterDifferences(
  what: string,
  before: PlannedFunction["values"],
  after: PlannedFunction["values"],
): PlanDifference[] {
  return Object.keys({ ...before, ...after }).flatMap((name): PlanDifference[] =>
    before[name] === after[name]
      ? []
      : [{ kind: "parameter", what: `${what} ${name}`, before: before[name], after: after[name] }],
  );
}

function wellDifferences(a: Plan, b: Plan): PlanDifference[] {
  const [before, after] = [new Map(a.wells.map((w) => [w.unit, w])), new Map(b.wells.map((w) => [w.unit, w]))];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((well): PlanDifference[] => {
    const [one, other] = [before.get(well), after.get(well)];
    if (!one || !other) return [{ kind: "planes", what: `well ${well}`, before: one && true, after: other && true }];
    const [files, newFiles] = [filesOf(a, one), filesOf(b, other)];
    const names = [...new Set([...files.keys(), ...newFiles.keys()])];
    return [
      ...names.flatMap((name) =>
        fieldDifferences("planes", `well ${well} ${name}`, files.get(name), newFiles.get(name)),
      ),
      ...fieldDifferences("configuration", `well ${well} devices`, one.devices, other.devices),
    ];
  });
}

/** The file of each plane of a well, and the page in it when it is not the first. */
function filesOf(plan: Plan, { schedule, files, pages }: PlannedWell): Map<string, string> {
  const { planes } = plan.schedules[schedule]!; // a plan's wells name schedules that it has
  return new Map(planes.map((id, i) => [planeName(id), `${files[i]}${pages[i] ? ` page ${pages[i]}` : ""}`]));
}
