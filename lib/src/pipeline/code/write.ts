import { noContexts } from "../../config/context.ts";
import { isRecord } from "../../config/field.ts";
import {
  type ConfigInfo,
  type ConfigMethods,
  GlobalPipelineConfig,
  isConfig,
  stepConfigNames,
} from "../../config/index.ts";
import { resolveField } from "../../config/resolve.ts";
import { TiterError } from "../../errors.ts";
import type { BoundFunction } from "../../functions/define.ts";
import type { Orchestration, PlateJob } from "../orchestration.ts";
import type { Pipeline } from "../pipeline.ts";
import type { FunctionChain, FunctionStep } from "../step.ts";
import type { Code, ImportedName, Note } from "./layout.ts";
import { list, literal, record } from "./literal.ts";
import type { CodeModules } from "./modules.ts";
import type { OwnFunctions } from "./ownFunctions.ts";
import { type CodeValue, isKind } from "./value.ts";

type Entry = readonly [name: string, code: Code];
type Values = Readonly<Record<string, unknown>>;

/** Writes values as code. With `clean` only what was set, else notes with the defaults of the rest. */
export class CodeWriter {
  /** What is declared before the value: names and code. */
  readonly constants: Entry[] = [];
  readonly #modules: CodeModules;
  readonly #own: OwnFunctions;
  readonly #clean: boolean;
  readonly #names: Readonly<Record<string, BoundFunction>>;

  /** @param names functions that are there already */
  constructor(
    modules: CodeModules,
    own: OwnFunctions,
    clean: boolean,
    names: Readonly<Record<string, BoundFunction>> = {},
  ) {
    this.#names = names;
    this.#modules = modules;
    this.#own = own;
    this.#clean = clean;
  }

  value(value: CodeValue): Code {
    if (isConfig(value)) return this.#config(value);
    if (isKind(value, "step")) return this.#step(value);
    if (isKind(value, "pipeline")) return this.#pipeline(value);
    if (isKind(value, "orchestration")) return this.#orchestration(value);
    if (isKind(value, "bound")) return this.#bound(value);
    if (Array.isArray(value)) return list(value.map((item: CodeValue) => this.value(item)));
    return record(
      Object.entries(value as Readonly<Record<string, CodeValue>>).map(([key, one]) => this.#named(key, one)),
    );
  }

  #orchestration({ plates, config }: Orchestration): Code {
    const pipelines = [...new Set(plates.map(({ pipeline }) => pipeline))];
    const nameOf = (one: Pipeline) => (pipelines.length === 1 ? "pipeline" : `pipeline${pipelines.indexOf(one) + 1}`);
    for (const one of pipelines) this.constants.push([nameOf(one), this.#pipeline(one)]);
    const job = ({ path, workspacePath, pipeline, config: own }: PlateJob) =>
      record([
        ["path", literal(path)],
        ...(workspacePath === undefined ? [] : [["workspacePath", literal(workspacePath)] as const]),
        ["pipeline", nameOf(pipeline)],
        ...(own ? [this.#named("config", own)] : []),
      ]);
    return this.#made("Orchestration", [
      ...(config ? [this.#named("config", config)] : []),
      ["plates", list(plates.map(job))],
    ]);
  }

  #pipeline({ name, steps }: Pipeline): Code {
    return this.#made("Pipeline", [["name", literal(name)], this.#named("steps", steps)]);
  }

  #step({ name, func, routes, enabled, config }: FunctionStep): Code {
    const { variableComponents, groupBy, inputSource, ...processing } = config.values.ProcessingConfig ?? {};
    const given = Object.entries({ variableComponents, groupBy, inputSource });
    const direct = given.filter(([, value]) => value !== undefined);
    const configs: Values = Object.fromEntries(
      stepConfigNames.flatMap((field) => {
        const { configName } = nested(GlobalPipelineConfig, field)!; // each of these names is a config of the root
        const set = field === "processingConfig" ? processing : config.values[configName];
        return set === undefined || (set === processing && Object.keys(set).length === 0) ? [] : [[field, set]];
      }),
    );
    const [entries, notes] = this.#fields(GlobalPipelineConfig, configs, stepConfigNames);
    return this.#made(
      "FunctionStep",
      [
        ["name", literal(name)],
        this.#named("func", routes ? mapped(routes, short) : short(func)),
        ...direct.map(([key, value]): Entry => [key, literal(value)]),
        ...(enabled ? [] : [["enabled", "false"] as const]),
        ...entries,
      ],
      [...(enabled && !this.#clean ? [note("enabled", "true")] : []), ...notes],
    );
  }

  #bound(fn: BoundFunction): Code {
    const { declaration, given } = fn;
    const { id, version, parameters } = declaration;
    const known = Object.entries(this.#names).find(([, one]) => one.declaration === declaration);
    const name =
      known?.[0] ??
      this.#own.nameOf(fn) ??
      this.#exported(`the function ${id}`, (value) => {
        if (!isKind(value, "bound") || Object.keys(value.given).length > 0) return false;
        return value.declaration.id === id && value.declaration.version === version;
      });
    const set = Object.entries(given).filter(([, value]) => value !== undefined);
    const unset = this.#clean ? [] : Object.entries(parameters).filter(([key]) => given[key] === undefined);
    const notes = unset.map(([key, { default: value, unit }]) => note(key, literal(value), unit));
    if (set.length === 0 && notes.length === 0) return name;
    const bound = record(
      set.map(([key, value]) => [key, literal(value)]),
      notes,
    );
    return [name, ".with(", bound, ")"];
  }

  #config(config: ConfigMethods): Code {
    const { configClass, configKind } = config;
    const [entries, notes] = this.#fields(configClass, config.raw(), Object.keys(configClass.fields));
    const isPipeline = configClass === GlobalPipelineConfig && configKind === "lazy";
    const name = isPipeline
      ? { module: "titer", name: "PipelineConfig" }
      : this.#exported(`the config class ${configClass.configName}`, (value) => value === configClass);
    const lazy = configKind === "lazy" && !isPipeline ? ".Lazy" : "";
    const given = entries.length + notes.length > 0 ? record(entries, notes) : "";
    return ["new ", name, lazy, "(", given, ")"];
  }

  /** The fields of a class that are set, and notes of the others among some names. */
  #fields(config: ConfigInfo, set: Values, names: readonly string[]): [Entry[], Note[]] {
    const entries = Object.entries(set).map(([name, value]): Entry => {
      const inner = nested(config, name);
      if (inner === undefined || !isRecord(value)) return [name, literal(value)];
      return [name, record(...this.#fields(inner, value, Object.keys(inner.fields)))];
    });
    const unset = this.#clean ? [] : names.filter((name) => set[name] === undefined);
    return [entries, unset.map((name) => note(name, literal(defaultOf(config, name)), unitOf(config, name)))];
  }

  #named(name: string, value: CodeValue): Entry {
    return [name, this.value(value)];
  }

  #made(name: string, entries: readonly Entry[], notes: readonly Note[] = []): Code {
    return ["new ", { module: "titer", name }, "(", record(entries, notes), ")"];
  }

  #exported(what: string, fits: (value: unknown) => boolean): ImportedName {
    for (const [module, names] of Object.entries(this.#modules)) {
      const found = Object.entries(names).find(([, value]) => fits(value));
      if (found) return { module, name: found[0] };
    }
    throw new TiterError("NO_CODE", {
      what: `no module exports ${what}`,
      todo: `Export it from a file and name that in modules; known are: ${Object.keys(this.#modules).join(", ")}.`,
    });
  }
}

/** A chain of one function as that function. */
function short(chain: readonly BoundFunction[]): FunctionChain {
  return chain.length === 1 ? chain[0]! : chain;
}

function mapped<A, B>(values: Readonly<Record<string, A>>, fn: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fn(value)]));
}

function note(name: string, code: Code, remark?: string): Note {
  return { note: [name, ": ", code], ...(remark === undefined ? {} : { remark }) };
}

function nested(config: ConfigInfo, name: string): ConfigInfo | undefined {
  const field = config.fields[name];
  return field?.kind === "config" ? field.config : undefined;
}

function defaultOf(config: ConfigInfo, name: string): unknown {
  const inner = nested(config, name);
  if (inner === undefined) return resolveField(config, name, noContexts).value;
  return Object.fromEntries(Object.keys(inner.fields).map((field) => [field, defaultOf(inner, field)]));
}

function unitOf(config: ConfigInfo, name: string): string | undefined {
  const field = config.fields[name];
  return field && field.kind !== "config" ? field.unit : undefined;
}
