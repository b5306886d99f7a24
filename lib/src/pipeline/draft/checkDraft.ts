import { isTiterError, type TiterError } from "../../errors.ts";
import type { BoundFunction } from "../../functions/define.ts";
import type { DraftProblem, FunctionDraft, PipelineDraft, StepDraft } from "../../protocol/draft.ts";
import { stepProblems } from "../pipeline.ts";
import type { Problem } from "../problem.ts";
import { FunctionStep, type StepConfigs } from "../step.ts";

/** Finds a function by id and version and binds values to it. Throws `UNKNOWN_FUNCTION`, `BAD_PARAMETER`, ... */
export type FunctionFinder = (draft: FunctionDraft) => BoundFunction;

/** What became of a draft: its steps where they are right, and all that is wrong. */
export interface CheckedDraft {
  /** By the step's key; steps that can't be made are left out. */
  readonly steps: ReadonlyMap<string, FunctionStep>;
  readonly problems: readonly DraftProblem[];
}

/** The steps of a draft, and all that is wrong with it before a plate is known. */
export function checkDraft({ steps }: PipelineDraft, find: FunctionFinder): CheckedDraft {
  const made = new Map<string, FunctionStep>();
  const problems: DraftProblem[] = [];
  for (const draft of steps) {
    try {
      const { step, wrong } = stepOf(draft, find);
      problems.push(...wrong);
      if (step) made.set(draft.key, step);
    } catch (thrown) {
      if (!isTiterError(thrown)) throw thrown;
      problems.push({
        ...described(thrown),
        step: draft.key,
        ...(thrown.where.field && { field: thrown.where.field }),
      });
    }
  }
  const complete = made.size === steps.length;
  const listed = complete ? stepProblems([...made.values()]) : [];
  return { steps: made, problems: [...problems, ...placed(listed, { steps })] };
}

/** Problems by the names of steps as problems by their keys. */
export function placed(problems: readonly Problem[], { steps }: Pick<PipelineDraft, "steps">): DraftProblem[] {
  return problems.map(({ code, message, hint, step, field, well }) => {
    const last = steps.findLast(({ name }) => name === step);
    return {
      code,
      message,
      hint,
      ...(last && { step: last.key }),
      ...(field !== undefined && { field }),
      ...(well !== undefined && { well }),
    };
  });
}

/** One step of a draft; undefined when a function of it is wrong. */
function stepOf(
  draft: StepDraft,
  find: FunctionFinder,
): { readonly step: FunctionStep | undefined; readonly wrong: readonly DraftProblem[] } {
  const wrong: DraftProblem[] = [];
  const chains = draft.routes.map(({ functions }, route) =>
    functions.flatMap((one, place) => {
      try {
        return [find(one)];
      } catch (thrown) {
        if (!isTiterError(thrown)) throw thrown;
        const { field } = thrown.where;
        wrong.push({ ...described(thrown), step: draft.key, at: { route, place }, ...(field && { field }) });
        return [];
      }
    }),
  );
  if (wrong.length > 0) return { step: undefined, wrong };
  const empty = chains.some((chain) => chain.length === 0);
  if (empty) {
    const hint = "Choose a function for it, or remove it.";
    return {
      step: undefined,
      wrong: [{ code: "NO_FUNCTION", message: "there is no function yet", hint, step: draft.key, field: "func" }],
    };
  }
  const routed = draft.routes.map(({ value }, i) => [value, chains[i]!] as const);
  const func =
    routed[0]?.[0] === null ? chains[0]! : Object.fromEntries(routed.map(([value, chain]) => [value, chain]));
  const { name, enabled } = draft;
  return { step: new FunctionStep({ name, func, enabled, ...(draft.config as StepConfigs) }), wrong };
}

function described({ code, what, todo }: TiterError): Pick<DraftProblem, "code" | "message" | "hint"> {
  return { code, message: what, hint: todo };
}
