import { describePlan, diff, type PlanDifference } from "../compile/index.ts";
import type { Plan } from "../compile/plan.ts";
import type { BoundFunction } from "../functions/define.ts";
import type { MimeBundle } from "../protocol/display.ts";
import { Shown } from "./shown.ts";

/** A frozen plan, and the functions of its pipeline by reference. Shows itself in a notebook as a table. */
export class CompiledPlan extends Shown {
  readonly plan: Plan;
  /** The pipeline's functions; the plan itself names them only. */
  readonly functions: readonly BoundFunction[];
  /** Where it runs when nothing else is asked for: `inline` when it was compiled with `useThreading = false`. */
  readonly executor: "threads" | "inline";

  constructor(plan: Plan, functions: readonly BoundFunction[], executor: "threads" | "inline") {
    super();
    this.executor = executor;
    this.plan = plan;
    this.functions = functions;
    Object.freeze(this);
  }

  /** What differs in another plan; `differenceText` writes each as a line. */
  diff(other: CompiledPlan): PlanDifference[] {
    return diff(this.plan, other.plan);
  }

  override bundle(): MimeBundle {
    return describePlan(this.plan);
  }
}
