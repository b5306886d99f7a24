import { compareFixed, idKeys, type WorkPlaneId } from "../components/components.ts";
import type { SpecialFormat, SpecialInput } from "../functions/contract.ts";
import type { BoundFunction } from "../functions/define.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { StepFlow } from "./flow.ts";
import type { Group } from "./groups.ts";
import type { PlannedSpecials } from "./plan.ts";

/** A value that one invocation of a function makes, and the components of the planes that it is about. */
interface Special {
  readonly of: Readonly<Partial<WorkPlaneId>>;
  readonly maker: Group;
}

/** What the functions of a group take and make: one entry for each invocation. */
export interface GroupSpecials {
  readonly takes: readonly { readonly function: number; readonly name: string; readonly from: readonly Special[][] }[];
  readonly makes: readonly {
    readonly function: number;
    readonly name: string;
    readonly save?: SpecialFormat;
    readonly to: readonly Special[];
  }[];
}

/**
 * Links the special inputs of each group to the values of the latest earlier function that makes them: one before it in the
 * chain, else one of an earlier step. A value is about the components that are fixed where it is made; it belongs to a call
 * when both agree in them. A component with one value only, on either side, stands for all, as a projection does.
 */
export function linkSpecials(steps: readonly (readonly Group[])[], problems: Problem[]): Map<Group, GroupSpecials> {
  const linked = new Map<Group, GroupSpecials>();
  const earlier = new Map<string, readonly Special[]>();
  for (const groups of steps) {
    const made = new Map<string, Special[]>();
    for (const group of groups) {
      const { specials, last } = linkGroup(group, earlier, problems);
      if (specials.takes.length + specials.makes.length > 0) linked.set(group, specials);
      for (const [name, values] of last) made.set(name, [...(made.get(name) ?? []), ...values]);
    }
    for (const [name, values] of made) earlier.set(name, values);
  }
  return linked;
}

function linkGroup(group: Group, earlier: ReadonlyMap<string, readonly Special[]>, problems: Problem[]) {
  const takes: GroupSpecials["takes"][number][] = [];
  const makes: GroupSpecials["makes"][number][] = [];
  const last = new Map<string, readonly Special[]>();
  const { functions = [] } = group.flow.routes[group.planned - group.flow.firstRoute] ?? {};
  for (const [place, { declaration }] of functions.entries()) {
    const parts = invocations(group, functions, place);
    for (const [name, input] of Object.entries(declaration.specialInputs ?? {})) {
      const values = last.get(name) ?? earlier.get(name);
      if (input.from === "plate" || values === undefined) continue; // planSpecials looked for it
      const from = parts.map((part) => matching(values, part));
      const wrong = from.find((found) => found.length !== 1);
      if (wrong && !input.many) report(group.flow, name, input, wrong.length, problems);
      takes.push({ function: place, name, from });
    }
    for (const [name, { save }] of Object.entries(declaration.specialOutputs ?? {})) {
      const to = parts.map((of) => ({ of, maker: group }));
      makes.push({ function: place, name, ...(save && group.flow.saves ? { save } : {}), to });
      last.set(name, to);
    }
  }
  return { specials: { takes, makes }, last };
}

/** What each invocation of a function of the chain is about: a plane for PURE_2D before a projection, else the group. */
function invocations(group: Group, functions: readonly BoundFunction[], place: number): Partial<WorkPlaneId>[] {
  const collapsed = functions.slice(0, place).some((fn) => fn.declaration.contract === "VOLUMETRIC_TO_SLICE");
  const byPlane = functions[place]?.declaration.contract === "PURE_2D" && !collapsed;
  const parts = byPlane ? group.inputs.map((use) => use.id) : [group.fixed];
  const varied = idKeys.filter((component) => group.flow.inputs[component].length > 1);
  return parts.map((part) => only(part, varied));
}

function only(id: Partial<WorkPlaneId>, components: readonly (keyof WorkPlaneId)[]): Partial<WorkPlaneId> {
  return Object.fromEntries(components.flatMap((name) => (id[name] === undefined ? [] : [[name, id[name]]])));
}

/** The values that belong to an invocation, in the order of their planes. */
function matching(values: readonly Special[], part: Partial<WorkPlaneId>): Special[] {
  const telling = idKeys.filter((component) => new Set(values.map(({ of }) => of[component])).size > 1);
  const fits = ({ of }: Special) =>
    telling.every((name) => of[name] === undefined || part[name] === undefined || of[name] === part[name]);
  return values.filter(fits).sort((a, b) => compareFixed(a.of, b.of));
}

function report({ settings }: StepFlow, name: string, input: SpecialInput, found: number, problems: Problem[]): void {
  const { name: step } = settings.step;
  const known = problems.some((problem) => problem.step === step && problem.value === name);
  if (known) return;
  problems.push({
    code: found === 0 ? "SPECIAL_NOT_MADE" : "SPECIAL_AMBIGUOUS",
    step,
    field: "func",
    message:
      found === 0
        ? `the special input "${name}" is made for other planes only`
        : `${found} values of the special input "${name}" belong to one call of the step, which takes one`,
    hint:
      found === 0
        ? "Let the earlier step make it for these planes as well."
        : "Group both steps by the same components, project before the value is made, or let the function take `many`.",
    value: name,
    allowed: [input.many ? "any number" : 1],
  });
}

/** Gives each value a place, from the call that makes it to its last use. */
export function placeSpecials(
  order: readonly Group[],
  linked: ReadonlyMap<Group, GroupSpecials>,
): { readonly planned: Map<Group, PlannedSpecials>; readonly places: number } {
  const places = new Map<Special, number>();
  const lastUse = new Map<Special, Group>();
  for (const group of order) {
    const { takes = [], makes = [] } = linked.get(group) ?? {};
    for (const special of makes.flatMap(({ to }) => to)) places.set(special, places.size);
    for (const special of [...takes.flatMap(({ from }) => from.flat()), ...makes.flatMap(({ to }) => to)])
      lastUse.set(special, group);
  }
  const planned = new Map<Group, PlannedSpecials>();
  for (const [group, { takes, makes }] of linked) {
    const place = (special: Special) => places.get(special)!; // every maker is in the order
    const used = new Set([...takes.flatMap(({ from }) => from.flat()), ...makes.flatMap(({ to }) => to)]);
    planned.set(group, {
      takes: takes.map(({ from, ...take }) => ({ ...take, from: from.map((values) => values.map(place)) })),
      makes: makes.map(({ to, ...make }) => ({
        ...make,
        to: to.map((value) => ({ place: place(value), of: value.of })),
      })),
      drop: [...used].filter((special) => lastUse.get(special) === group).map(place),
    });
  }
  return { planned, places: places.size };
}
