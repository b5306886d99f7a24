import {
  type ConfigInfo,
  type Field,
  GlobalPipelineConfig,
  type PipelineConfig,
  stepConfigNames,
} from "#lib/config/index.js";
import { type BoundFunction, defineFunction, libraryFunctions, type Parameters } from "#lib/functions/index.js";
import { FunctionStep, Orchestration, Pipeline, type PlateJob, type StepParts } from "#lib/pipeline/index.js";

/** A function with a parameter of every kind. */
export const everyKind = defineFunction({
  id: "test.everyKind",
  version: 3,
  doc: "",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  parameters: {
    size: { kind: "integer", default: 3, doc: "", unit: "px" },
    scale: { kind: "number", default: 1.5, doc: "" },
    flag: { kind: "boolean", default: false, doc: "" },
    shape: { kind: "choice", choices: ["disk", "it's", 'a "square"'], default: "disk", doc: "" },
    label: { kind: "text", default: "", doc: "" },
  },
  run: (stack) => ({ stack }),
});

export const modules = { "./it's mine.ts": { everyKind } };

const texts = [
  "",
  "plain",
  'a "quote"',
  "it's",
  "back\\slash",
  "`$\u007btick}`",
  "two\nlines",
  "Ünïcode 細胞 🔬",
  "\u2028",
  "\ud800",
  "// no",
];
const numbers = [0, -0, 1, -1, 0.1, 1e21, 5e-324, Number.MAX_SAFE_INTEGER, -12.5];

/** Random values that are the same on every run (mulberry32). */
export class Generator {
  #state: number;
  readonly #ownFunctions: number;

  /** Of two functions, `ownFunctions` are no library functions on average. */
  constructor(seed: number, ownFunctions = 1) {
    this.#state = seed;
    this.#ownFunctions = ownFunctions;
  }

  below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  some<T>(of: readonly T[]): T[] {
    return of.filter(() => this.below(3) === 0);
  }

  bound(): BoundFunction {
    if (this.below(2) >= this.#ownFunctions) return this.one(libraryFunctions);
    const parameters: Parameters = everyKind.declaration.parameters;
    return everyKind.with(
      Object.fromEntries(
        this.some(Object.entries(parameters)).map(([name, { kind }]) => {
          const integers = numbers.filter(Number.isInteger);
          if (kind === "choice") return [name, this.one(["disk", "it's", 'a "square"'])];
          if (kind === "boolean") return [name, this.below(2) === 0];
          return [name, this.one<unknown>(kind === "text" ? texts : kind === "integer" ? integers : numbers)];
        }),
      ),
    );
  }

  chain(): BoundFunction | BoundFunction[] {
    return this.below(2) === 0 ? this.bound() : Array.from({ length: this.below(4) }, () => this.bound());
  }

  step(name: string): FunctionStep {
    const routes = ["2", "1", "10", "a b", "__proto__", "it's"];
    const func =
      this.below(3) > 0
        ? this.chain()
        : Object.fromEntries(this.some(routes).map((key) => [key, this.chain()] as const));
    const configs = this.some(stepConfigNames).map((field) => [
      field,
      this.values(GlobalPipelineConfig.fields[field]!),
    ]);
    return new FunctionStep({ name, func, enabled: this.below(4) > 0, ...Object.fromEntries(configs) } as StepParts);
  }

  pipeline(): Pipeline {
    const names = Array.from(
      { length: this.below(5) },
      (_, index) => `${this.one(["tophat", "it's", "細胞"])} ${index}`,
    );
    const last = new FunctionStep({ name: "last", func: this.bound() });
    return new Pipeline({ name: this.one(texts), steps: [...names.map((name) => this.step(name)), last] });
  }

  orchestration(): Orchestration {
    const pipelines = [this.pipeline(), this.pipeline()];
    const plates = Array.from({ length: 1 + this.below(3) }, (): PlateJob => {
      const job = { path: this.one(["plates/a", "C:\\plates\\b", "細胞/c"]), pipeline: this.one(pipelines) };
      return this.below(2) === 0 ? job : { ...job, config: this.root() };
    });
    return new Orchestration(this.below(2) === 0 ? { plates } : { plates, config: this.root() });
  }

  root(): InstanceType<typeof PipelineConfig> {
    return new GlobalPipelineConfig.Lazy(this.given(GlobalPipelineConfig));
  }

  /** Some fields of a class with values that they take. */
  given(config: ConfigInfo): Record<string, unknown> {
    return Object.fromEntries(
      this.some(Object.entries(config.fields)).map(([name, field]) => [name, this.values(field)]),
    );
  }

  values(field: Field): unknown {
    if (field.kind === "config") return this.given(field.config);
    if (field.nullable && this.below(3) === 0) return null;
    switch (field.kind) {
      case "boolean":
        return this.below(2) === 0;
      case "choice":
        return this.one(field.choices);
      case "choices":
        return this.some(field.choices);
      case "texts":
        return this.some(texts);
      case "wellFilter":
        return this.one<unknown>([3, "A01:B06", "row:A", ["A01", "B02"]]);
      case "text":
        return this.one([...texts, "_x", "細胞", "1,1,1,8,8"].filter((text) => field.check?.(text) === undefined));
      default: // integer and number
        return Math.min(field.max ?? 9, Math.max(field.min ?? 0, this.below(9)));
    }
  }
}
