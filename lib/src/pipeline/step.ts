import type { GroupBy, VariableComponents } from "../components/components.ts";
import {
  type Config,
  type ConfigContext,
  configContext,
  enterConfig,
  enterNamed,
  type Given,
  type InputSource,
  isConfig,
  type PipelineFields,
  ProcessingConfig,
  type ProcessingFields,
  stepConfigNames,
} from "../config/index.ts";
import { closestName, TiterError } from "../errors.ts";
import type { BoundFunction } from "../functions/define.ts";

/** One function, or a chain in which each gets what the one before it gave. */
export type FunctionChain = BoundFunction | readonly BoundFunction[];

/** A chain, or a chain for each value of `groupBy`; planes of a value without a key pass the step unchanged. */
export type FunctionPattern = FunctionChain | { readonly [value: string]: FunctionChain };

/** The configs that a step can set for itself; what it leaves out is inherited. */
export type StepConfigs = Given<Pick<PipelineFields, (typeof stepConfigNames)[number]>>;

/** What a {@link FunctionStep} is made from. */
export interface StepParts extends StepConfigs {
  /** Unique inside its pipeline; names tables and messages. */
  readonly name: string;
  readonly func: FunctionPattern;
  /** Which components vary inside a group: the planes a call gets at once. Short for `processingConfig.variableComponents`. */
  readonly variableComponents?: readonly VariableComponents[];
  /** Short for `processingConfig.groupBy`. */
  readonly groupBy?: GroupBy;
  /** Short for `processingConfig.inputSource`. */
  readonly inputSource?: InputSource;
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
  /** All functions of the step: the chain, or those of all routes one after the other. */
  readonly func: readonly BoundFunction[];
  /** The chains by value of `groupBy`, for a step that was given a record of functions. */
  readonly routes: Readonly<Record<string, readonly BoundFunction[]>> | null;
  readonly enabled: boolean;
  /** What the step sets, as the innermost context. */
  readonly config: ConfigContext;

  constructor(parts: StepParts) {
    checkParts(parts);
    this.name = parts.name;
    const { func } = parts;
    this.routes = isChain(func) ? null : Object.freeze(mapped(func, chained));
    this.func = this.routes ? Object.freeze(Object.values(this.routes).flat()) : chained(func as FunctionChain);
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

  get inputSource(): InputSource {
    return this.#processing((config) => config.inputSource);
  }

  /** Runs a function in the contexts of this step: those given for it around the caller, then its own configs. */
  within<T>(fn: () => T): T {
    return enterNamed("step", this.name, () => enterConfig([this.config], fn));
  }

  #processing<T>(read: (config: Config<ProcessingFields>) => T): T {
    return this.within(() => read(new ProcessingConfig.Lazy()));
  }
}

function stepConfigs(parts: StepParts): StepConfigs {
  const { variableComponents, groupBy, inputSource } = parts;
  const processing = isConfig(parts.processingConfig) ? parts.processingConfig.raw() : parts.processingConfig;
  const processingConfig = { ...processing, ...defined({ variableComponents, groupBy, inputSource }) };
  const configs = Object.fromEntries(stepConfigNames.map((name) => [name, parts[name]]));
  return { ...configs, processingConfig };
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The fields of `processingConfig` that a step also takes directly. */
export const directNames = ["variableComponents", "groupBy", "inputSource"] as const;

const partNames = ["name", "func", ...directNames, "enabled", ...stepConfigNames];

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
  const chains: readonly unknown[] = isRoutes(parts.func) ? Object.values(parts.func) : [parts.func];
  if (!chains.every((chain) => (Array.isArray(chain) ? chain.every(isBound) : isBound(chain)))) {
    throw refuse(
      "func",
      "func is neither a declared function, nor a list of them, nor a record of these by value of groupBy",
      "Take functions from titer/functions or declare one with defineFunction; bind parameters with fn.with({ ... }).",
    );
  }
  for (const name of directNames) {
    const { processingConfig } = parts;
    const inConfig = isConfig(processingConfig) ? processingConfig.own(name) : processingConfig?.[name];
    if (parts[name] === undefined || inConfig === undefined) continue;
    throw refuse(name, `${name} is set twice`, `Set it either directly or in processingConfig.`);
  }
}

function isBound(value: unknown): value is BoundFunction {
  const data = (typeof value === "object" && value !== null) || typeof value === "function";
  return data && "kind" in value && value.kind === "bound";
}

function isRoutes(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isBound(value);
}

function isChain(func: FunctionPattern): func is FunctionChain {
  return !isRoutes(func);
}

function chained(chain: FunctionChain): readonly BoundFunction[] {
  return Object.freeze(isBound(chain) ? [chain] : [...chain]);
}

function mapped<A, B>(record: Readonly<Record<string, A>>, fn: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, fn(value)]));
}
