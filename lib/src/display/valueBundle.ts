import type { Field } from "../config/field.ts";
import { type ConfigMethods, explain, isConfig } from "../config/index.ts";
import { type BoundFunction, boundValues } from "../functions/define.ts";
import type { Parameter } from "../functions/parameters.ts";
import type { FunctionStep, Orchestration, Pipeline } from "../pipeline/index.ts";
import type { MimeBundle } from "../protocol/display.ts";
import { tableBundle, type ValueTable } from "./tableBundle.ts";

/**
 * How values that are plain data show themselves: functions, steps, pipelines (and lists of steps), orchestrations and configs, seen from the
 * contexts around the caller. Undefined for anything else.
 *
 * @example
 * ```ts
 * display(valueBundle(gaussianBlur.with({ sigma: 2 })) ?? {}, { raw: true });
 * ```
 */
export function valueBundle(value: unknown): MimeBundle | undefined {
  if (isConfig(value)) return tableBundle("config", configTable(value));
  const steps = stepsOf(value);
  if (steps) return tableBundle("pipeline", steps);
  if (isTagged(value, "orchestration")) return tableBundle("orchestration", platesTable(value as Orchestration)); // which the tag says
  return isTagged(value, "bound") ? tableBundle("function", functionTable(value as BoundFunction)) : undefined; // which the tag says
}

function stepsOf(value: unknown): ValueTable | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isStep) ? stepsTable("Steps", value) : undefined;
  if (isStep(value)) return stepsTable(`Step ${value.name}`, [value]);
  if (!isTagged(value, "pipeline")) return undefined;
  const { name, steps } = value as Pipeline; // which the tag says
  return stepsTable(`Pipeline ${name}`, steps);
}

/** Tags, as classes may come from another copy of the package. */
function isTagged(value: unknown, kind: string): value is { readonly kind: string } {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

function isStep(value: unknown): value is FunctionStep {
  return isTagged(value, "step");
}

function functionTable(bound: BoundFunction): ValueTable {
  const { id, version, doc, contract, memory, source, parameters, tables = {} } = bound.declaration;
  const { values } = boundValues(bound);
  const where = memory.input === memory.output ? memory.input : `${memory.input} in, ${memory.output} out`;
  const made = Object.entries(tables).map(
    ([name, columns]) => `${name} (${columns.map((one) => one.name).join(", ")})`,
  );
  return {
    title: `${id} ${contract}`,
    notes: [
      doc,
      source === undefined ? "" : `Source: ${source}`,
      made.length === 0 ? "" : `Tables: ${made.join("; ")}`,
      `Version ${version}, memory: ${where}`,
    ],
    head: ["parameter", "value", "default", "allowed", "meaning"],
    rows: Object.entries(parameters).map(([name, parameter]) => [
      name,
      name in bound.given ? shown(values[name]) : "",
      `${shown(parameter.default)}${parameter.unit === undefined ? "" : ` ${parameter.unit}`}`,
      allowed(parameter),
      parameter.doc,
    ]),
  };
}

function allowed(parameter: Parameter): string {
  if (parameter.kind === "choice") return parameter.choices.join(", ");
  if (parameter.kind !== "integer" && parameter.kind !== "number") return parameter.kind;
  const { kind, min, max } = parameter;
  const limits = [min === undefined ? "" : `from ${min}`, max === undefined ? "" : `to ${max}`].filter(Boolean);
  return [kind, ...limits].join(" ");
}

function stepsTable(title: string, steps: readonly FunctionStep[]): ValueTable {
  return {
    title: `${title}${steps.length === 1 ? "" : `: ${steps.length} steps`}`,
    notes: [],
    head: ["step", "functions", "varies", "grouped by", "input"],
    rows: steps.map((step) => [
      step.enabled ? step.name : `${step.name} (disabled)`,
      functionsText(step),
      step.variableComponents.join(", "),
      step.groupBy,
      step.inputSource,
    ]),
  };
}

function platesTable({ plates }: Orchestration): ValueTable {
  return {
    title: `Orchestration of ${plates.length} ${plates.length === 1 ? "plate" : "plates"}`,
    notes: [],
    head: ["plate", "pipeline", "steps"],
    rows: plates.map(({ path, pipeline }) => [path, pipeline.name, pipeline.steps.map(({ name }) => name).join(", ")]),
  };
}

function functionsText({ func, routes }: FunctionStep): string {
  if (routes === null) return chainText(func);
  return Object.entries(routes)
    .map(([value, chain]) => `${value}: ${chainText(chain)}`)
    .join("; ");
}

function chainText(chain: readonly BoundFunction[]): string {
  return chain.map(({ declaration, given }) => `${declaration.id}(${givenText(given)})`).join(" -> ");
}

function givenText(given: Readonly<Record<string, unknown>>): string {
  return Object.entries(given)
    .map(([name, value]) => `${name} = ${shown(value)}`)
    .join(", ");
}

function configTable(config: ConfigMethods): ValueTable {
  const { configName, doc } = config.configClass;
  const lazy = config.configKind === "lazy";
  return {
    title: `${lazy ? "Lazy " : ""}${configName}`,
    notes: [doc],
    head: ["field", "value", "from", "meaning"],
    rows: configRows(config, ""),
  };
}

function configRows(config: ConfigMethods, path: string): string[][] {
  return Object.entries<Field>(config.configClass.fields).flatMap(([name, field]) => {
    const value = Reflect.get(config, name) as unknown;
    if (field.kind === "config") return isConfig(value) ? configRows(value, `${path}${name}.`) : [];
    const unit = field.unit === undefined ? "" : ` ${field.unit}`;
    return [[`${path}${name}`, `${shown(value)}${unit}`, originOf(config, name), field.doc]];
  });
}

function originOf(config: ConfigMethods, field: string): string {
  if (config.own(field) !== undefined) return "set here";
  if (config.configKind === "base") return "default";
  const { scope, configName } = explain(config, field);
  return configName === config.configClass.configName ? scope : `${scope} (${configName})`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
