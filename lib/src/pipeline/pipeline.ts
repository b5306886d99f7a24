import { TiterError } from "../errors.ts";
import type { Problem } from "./problem.ts";
import type { FunctionStep } from "./step.ts";

/**
 * Steps in order, under a name: a frozen value.
 *
 * @throws TiterError `NOT_A_STEP`, `EMPTY_PIPELINE`, `DUPLICATE_STEP`, `BAD_STEP_NAME` from the constructor.
 *
 * @example
 * ```ts
 * const pipeline = new Pipeline({ name: "norm", steps: [new FunctionStep({ name: "project", func: maxProjection })] });
 * ```
 */
export class Pipeline {
  readonly kind = "pipeline" as const;
  readonly name: string;
  readonly steps: readonly FunctionStep[];

  constructor(parts: { readonly name: string; readonly steps: readonly FunctionStep[] }) {
    const [problem] = stepProblems(parts.steps);
    if (problem) {
      const { code, step, hint, message } = problem;
      throw new TiterError(code, { what: message, where: step === undefined ? {} : { step }, todo: hint });
    }
    this.name = parts.name;
    this.steps = Object.freeze([...parts.steps]);
    Object.freeze(this);
  }

  toString(): string {
    return `Pipeline "${this.name}": ${this.steps.map((step) => step.name).join(" -> ")}`;
  }
}

/** What is wrong with a list of steps as a list; each step by itself was checked when it was made. */
export function stepProblems(steps: readonly FunctionStep[]): Problem[] {
  // cells may be plain JavaScript, so what comes in is looked at
  const strange = Array.isArray(steps)
    ? steps.findIndex((step: Partial<FunctionStep> | null) => step?.kind !== "step")
    : 0;
  if (strange >= 0) {
    const message = Array.isArray(steps)
      ? `entry ${strange + 1} of the pipeline is no step`
      : "this is no list of steps";
    return [{ code: "NOT_A_STEP", message, hint: "Make each step with new FunctionStep({ name, func })." }];
  }
  if (!steps.some((step) => step.enabled)) {
    const what = steps.length === 0 ? "the pipeline has no steps" : "every step of the pipeline is disabled";
    return [{ code: "EMPTY_PIPELINE", message: what, hint: "Give at least one step that is enabled." }];
  }
  const problems: Problem[] = [];
  const names = new Map<string, number>();
  for (const [index, { name }] of steps.entries()) {
    // tables are files named after their step, and some file systems do not tell case apart
    const first = names.get(name.toLowerCase());
    if (first !== undefined) {
      problems.push({
        code: "DUPLICATE_STEP",
        step: name,
        field: "name",
        message: `steps ${first + 1} and ${index + 1} have one name`,
        hint: "Give each step a name of its own; case does not tell names apart.",
      });
    }
    names.set(name.toLowerCase(), index);
    if (!fitsFileName(name)) {
      problems.push({
        code: "BAD_STEP_NAME",
        step: name,
        field: "name",
        message: "the name can't be part of a file's name",
        hint: 'Leave out / \\ : * ? " < > | and a dot or space at the ends.',
      });
    }
  }
  return problems;
}

function fitsFileName(name: string): boolean {
  const printable = [...name].every((char) => char >= " ");
  return printable && name.length <= 100 && !/[/\\:*?"<>|]|^[.\s]|[.\s]$/.test(name);
}
