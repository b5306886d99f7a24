/** One thing that is wrong with a pipeline, before anything runs. Plain data. */
export interface Problem {
  readonly code: string;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  readonly step?: string;
  readonly field?: string;
  readonly well?: string;
  readonly value?: unknown;
  readonly allowed?: readonly unknown[];
}

/** A problem in a line: `step "count", groupBy: ... . Hint.` */
export function problemText(problem: Problem): string {
  const step = problem.step === undefined ? undefined : `step "${problem.step}"`;
  const place = [step, problem.well && `well ${problem.well}`, problem.field].filter(Boolean).join(", ");
  return `${place ? `${place}: ` : ""}${problem.message}. ${problem.hint}`;
}
