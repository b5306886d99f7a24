import type { GroupBy, VariableComponents } from "../components/components.ts";
import type { BoundFunction } from "../functions/define.ts";

/** One function or a chain; routing by component follows with the core. */
export type FunctionPattern = BoundFunction | readonly BoundFunction[];

/** What a {@link FunctionStep} is made from. */
export interface StepParts {
  /** Unique inside its pipeline; names tables and messages. */
  readonly name: string;
  readonly func: FunctionPattern;
  /** Which components vary inside a group: the planes a call gets at once. Default: site. */
  readonly variableComponents?: readonly VariableComponents[];
  /** Default: channel. */
  readonly groupBy?: GroupBy;
  /** A disabled step is left out of the plan. Default: true. */
  readonly enabled?: boolean;
}

/** A step of a pipeline: a frozen value. */
export class FunctionStep {
  readonly kind = "step" as const;
  readonly name: string;
  readonly func: readonly BoundFunction[];
  readonly variableComponents: readonly VariableComponents[];
  readonly groupBy: GroupBy;
  readonly enabled: boolean;

  constructor(parts: StepParts) {
    this.name = parts.name;
    this.func = Object.freeze("kind" in parts.func ? [parts.func] : [...parts.func]);
    this.variableComponents = Object.freeze([...(parts.variableComponents ?? ["site"])]);
    this.groupBy = parts.groupBy ?? "channel";
    this.enabled = parts.enabled ?? true;
    Object.freeze(this);
  }
}
