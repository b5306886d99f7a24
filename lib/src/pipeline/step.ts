import type { GroupBy, VariableComponents } from "../components/components.ts";
import {
  type Config,
  type ConfigContext,
  configContext,
  enterConfig,
  type Given,
  type PipelineFields,
  ProcessingConfig,
  type ProcessingFields,
} from "../config/index.ts";
import { closestName, TiterError } from "../errors.ts";
import type { BoundFunction } from "../functions/define.ts";

/** One function or a chain; routing by component follows with the core. */
export type FunctionPattern = BoundFunction | readonly BoundFunction[];

const configNames = [
  "processingConfig",
  "stepWellFilterConfig",
  "stepMaterializationConfig",
  "dtypeConfig",
  "napariStreamingConfig",
  "fijiStreamingConfig",
] as const;

/** The configs that a step can set for itself; what it leaves out is inherited. */
export type StepConfigs = Given<Pick<PipelineFields, (typeof configNames)[number]>>;

/** What a {@link FunctionStep} is made from. */
export interface StepParts extends StepConfigs {
  /** Unique inside its pipeline; names tables and messages. */
  readonly name: string;
  readonly func: FunctionPattern;
  /** Which components vary inside a group: the planes a call gets at once. Short for `processingConfig.variableComponents`. */
  readonly variableComponents?: readonly VariableComponents[];
  /** Short for `processingConfig.groupBy`. */
  readonly groupBy?: GroupBy;
  /** A disabled step is left out of the plan. Default: true. */
  readonly enabled?: boolean;
}

/**
 * A step of a pipeline: a frozen value. Its configs are lazy: what the step does not set is answered from the contexts
 * around the reader.
 *
 * @throws TiterError `UNKNOWN_FIELD`, `BAD_FIELD`, `BAD_STEP` from the constructor.
 */
export class FunctionStep {
  readonly kind = "step" as const;
  readonly name: string;
  readonly func: readonly BoundFunction[];
  readonly enabled: boolean;
  /** What the step sets, as the innermost context. */
  readonly config: ConfigContext;

  constructor(parts: StepParts) {
    checkParts(parts);
    this.name = parts.name;
    this.func = Object.freeze("kind" in parts.func ? [parts.func] : [...parts.func]);
    this.enabled = parts.enabled ?? true;
    this.config = configContext("step", stepConfigs(parts));
    Object.freeze(this);
  }

  get variableComponents(): readonly VariableComponents[] {
    return this.#processing((config) => config.variableComponents);
  }

  get groupBy(): GroupBy {
    return this.#processing((config) => config.groupBy);
  }

  #processing<T>(read: (config: Config<ProcessingFields>) => T): T {
    return enterConfig([this.config], () => read(new ProcessingConfig.Lazy()));
  }
}

function stepConfigs(parts: StepParts): StepConfigs {
  const { variableComponents, groupBy } = parts;
  const processingConfig = { ...parts.processingConfig, ...defined({ variableComponents, groupBy }) };
  const configs = Object.fromEntries(configNames.map((name) => [name, parts[name]]));
  return { ...configs, processingConfig };
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

const partNames = ["name", "func", "variableComponents", "groupBy", "enabled", ...configNames];

function checkParts(parts: StepParts): void {
  const step = typeof parts.name === "string" ? parts.name : "";
  const refuse = (field: string, what: string, todo: string) =>
    new TiterError("BAD_STEP", { what, where: { step, field }, todo });
  if (typeof parts.name !== "string" || parts.name.trim() === "") {
    throw refuse("name", "a step has no name", "Give each step a name of its own.");
  }
  const unknown = Object.keys(parts).find((name) => !partNames.includes(name));
  if (unknown !== undefined) {
    const near = closestName(unknown, partNames);
    throw refuse(
      unknown,
      `a step has no "${unknown}"`,
      `${near ? `Did you mean "${near}"? ` : ""}Use: ${partNames.join(", ")}.`,
    );
  }
  const functions: readonly unknown[] = Array.isArray(parts.func) ? parts.func : [parts.func];
  if (!functions.every(isBound)) {
    throw refuse(
      "func",
      "func is neither a declared function nor a list of them",
      "Take functions from titer/functions or declare one with defineFunction; bind parameters with fn.with({ ... }).",
    );
  }
  for (const name of ["variableComponents", "groupBy"] as const) {
    if (parts[name] === undefined || parts.processingConfig?.[name] === undefined) continue;
    throw refuse(name, `${name} is set twice`, `Set it either directly or in processingConfig.`);
  }
}

function isBound(value: unknown): boolean {
  return (
    (typeof value === "object" || typeof value === "function") &&
    value !== null &&
    "kind" in value &&
    value.kind === "bound"
  );
}
