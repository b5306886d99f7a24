import type { FunctionDraft, FunctionEntry, PipelineDraft, RouteDraft, StepDraft } from "titer/protocol";

/** What edits of a pipeline make of it; none changes what it is given. */

export function mapStep(draft: PipelineDraft, key: string, change: (step: StepDraft) => StepDraft): PipelineDraft {
  return { ...draft, steps: draft.steps.map((step) => (step.key === key ? change(step) : step)) };
}

/** Moves a step to a place among the others, counted from 0. */
export function moveStep(draft: PipelineDraft, key: string, to: number): PipelineDraft {
  const step = draft.steps.find((one) => one.key === key);
  if (!step) return draft;
  const others = draft.steps.filter((one) => one !== step);
  const place = Math.max(0, Math.min(to, others.length));
  return { ...draft, steps: others.toSpliced(place, 0, step) };
}

export function removeStep(draft: PipelineDraft, key: string): PipelineDraft {
  return { ...draft, steps: draft.steps.filter((step) => step.key !== key) };
}

/** Adds a step behind another one, or at the end; answers its key too. */
export function addStep(
  draft: PipelineDraft,
  entry: FunctionEntry,
  behind: string | null,
): { readonly draft: PipelineDraft; readonly key: string } {
  const key = newKey(draft);
  const step: StepDraft = {
    key,
    name: freeName(draft, nameOf(entry)),
    enabled: true,
    routes: [{ value: null, functions: [functionOf(entry)] }],
    config: {},
  };
  return { draft: inserted(draft, step, behind), key };
}

export function duplicateStep(
  draft: PipelineDraft,
  key: string,
): { readonly draft: PipelineDraft; readonly key: string } {
  const step = draft.steps.find((one) => one.key === key);
  if (!step) return { draft, key };
  const copy = { ...step, key: newKey(draft), name: freeName(draft, step.name) };
  return { draft: inserted(draft, copy, key), key: copy.key };
}

/** The place of a function in a step: numbers of its route and of its place there, from 0. */
export interface FunctionPlace {
  readonly route: number;
  readonly place: number;
}

export function mapRoute(step: StepDraft, route: number, change: (one: RouteDraft) => RouteDraft): StepDraft {
  return { ...step, routes: step.routes.map((one, i) => (i === route ? change(one) : one)) };
}

/** Puts a function at a place; those behind it go one further. */
export function insertFunction(step: StepDraft, { route, place }: FunctionPlace, entry: FunctionEntry): StepDraft {
  return mapRoute(step, route, (one) => ({ ...one, functions: one.functions.toSpliced(place, 0, functionOf(entry)) }));
}

/** Another function at a place; parameters of the same name stay. */
export function replaceFunction(step: StepDraft, { route, place }: FunctionPlace, entry: FunctionEntry): StepDraft {
  return mapRoute(step, route, (one) => {
    const before = one.functions[place]?.given ?? {};
    const known = new Set(entry.parameters.map(({ name }) => name));
    const given = Object.fromEntries(Object.entries(before).filter(([name]) => known.has(name)));
    return { ...one, functions: one.functions.toSpliced(place, 1, { ...functionOf(entry), given }) };
  });
}

export function removeFunction(step: StepDraft, { route, place }: FunctionPlace): StepDraft {
  return mapRoute(step, route, (one) => ({ ...one, functions: one.functions.toSpliced(place, 1) }));
}

/** Sets a parameter; undefined takes the default again. */
export function setParameter(
  step: StepDraft,
  { route, place }: FunctionPlace,
  name: string,
  value: unknown,
): StepDraft {
  return mapRoute(step, route, (one) => {
    const change = (fn: FunctionDraft): FunctionDraft => {
      const { [name]: _, ...others } = fn.given;
      return { ...fn, given: value === undefined ? others : { ...others, [name]: value } };
    };
    return { ...one, functions: one.functions.map((fn, i) => (i === place ? change(fn) : fn)) };
  });
}

/** Adds a route for a value; of a step without routes, its chain becomes that route. */
export function addRoute(step: StepDraft, value: string): StepDraft {
  const [first] = step.routes;
  if (first?.value === null) return { ...step, routes: [{ ...first, value }] };
  return { ...step, routes: [...step.routes, { value, functions: [] }] };
}

/** Removes a route; the chain of the last one is for all planes again. */
export function removeRoute(step: StepDraft, route: number): StepDraft {
  if (step.routes.length === 1) return { ...step, routes: step.routes.map((one) => ({ ...one, value: null })) };
  return { ...step, routes: step.routes.toSpliced(route, 1) };
}

/** `tophat` of `titer.tophat`. */
export function nameOf({ id }: Pick<FunctionEntry, "id">): string {
  return id.replace(/^.*\./, "");
}

function functionOf({ id, version }: FunctionEntry): FunctionDraft {
  return { id, version, given: {} };
}

function inserted(draft: PipelineDraft, step: StepDraft, behind: string | null): PipelineDraft {
  const at = draft.steps.findIndex(({ key }) => key === behind);
  return { ...draft, steps: draft.steps.toSpliced(at < 0 ? draft.steps.length : at + 1, 0, step) };
}

function newKey({ steps }: PipelineDraft): string {
  for (let i = steps.length + 1; ; i++) if (!steps.some(({ key }) => key === `step-${i}`)) return `step-${i}`;
}

/** Names tell steps apart, whatever their case. */
function freeName({ steps }: PipelineDraft, name: string): string {
  const taken = new Set(steps.map((step) => step.name.toLowerCase()));
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? name : `${name} ${i}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
