import type { ConfigFormValue, FunctionEntry, ParameterEntry } from "titer/protocol";
import type { FormField, FormGroup, FormModel } from "../forms/formModel.ts";
import type { EditorDocument } from "./document.ts";
import { type FunctionPlace, mapStep, nameOf, setParameter } from "./edits.ts";

/** How a step uses a function, whatever the function. */
const uses: readonly FormField[] = [
  {
    path: "enabled",
    label: "enabled",
    kind: "boolean",
    doc: "Whether the function is part of its chain.",
    nullable: false,
  },
  {
    path: "sliceBySlice",
    label: "sliceBySlice",
    kind: "boolean",
    doc: "Runs a FLEXIBLE function plane by plane.",
    nullable: false,
  },
  {
    path: "dtypeConversion",
    label: "dtypeConversion",
    kind: "choice",
    choices: ["native", "preserve", "uint8", "uint16", "float32"],
    doc: "The pixel type of the function's result: its own, that of its input, or a fixed one.",
    nullable: false,
  },
];
const useDefaults: Readonly<Record<string, string>> = {
  enabled: "true",
  sliceBySlice: "false",
  dtypeConversion: "native",
};

/** The form of a function in a step: its parameters, and how the step uses it. */
export class FunctionModel implements FormModel {
  readonly title: string;
  readonly groups: readonly FormGroup[];
  readonly unwritten: readonly string[] = [];
  readonly #document: EditorDocument;
  readonly #step: string;
  readonly #at: FunctionPlace;
  readonly #entry: FunctionEntry;

  constructor(document: EditorDocument, step: string, at: FunctionPlace, entry: FunctionEntry) {
    this.#document = document;
    this.#step = step;
    this.#at = at;
    this.#entry = entry;
    this.title = nameOf(entry);
    const usable = uses.filter(({ path }) => path !== "sliceBySlice" || entry.contract === "FLEXIBLE");
    this.groups = [
      ...(entry.parameters.length > 0 ? [{ name: "", doc: "", fields: entry.parameters.map(parameterField) }] : []),
      { name: "use in the step", doc: "Whether it runs, and in which pixel type its result goes on.", fields: usable },
    ];
  }

  value(path: string): ConfigFormValue {
    const own = this.#given()[path];
    const placeholder = `Default: ${useDefaults[path] ?? this.#default(path)}`;
    return own === undefined ? { placeholder } : { own, placeholder };
  }

  set(path: string, value: unknown): void {
    const kind = `${this.#step} ${this.#at.route} ${this.#at.place} ${path}`;
    this.#document.edit(
      (draft) => mapStep(draft, this.#step, (step) => setParameter(step, this.#at, path, value)),
      kind,
    );
  }

  watch(listener: (paths: readonly string[]) => void): () => void {
    let before = this.#given();
    const look = () => {
      const now = this.#given();
      if (now === before) return;
      const names = new Set([...Object.keys(before), ...Object.keys(now)]);
      const changed = [...names].filter((name) => before[name] !== now[name]);
      before = now;
      listener(changed);
    };
    this.#document.changed.connect(look);
    return () => {
      this.#document.changed.disconnect(look);
    };
  }

  #given(): Readonly<Record<string, unknown>> {
    const step = this.#document.draft.steps.find(({ key }) => key === this.#step);
    return step?.routes[this.#at.route]?.functions[this.#at.place]?.given ?? nothing;
  }

  #default(path: string): string {
    const parameter = this.#entry.parameters.find(({ name }) => name === path);
    if (parameter?.default === null || parameter === undefined) return parameter?.required ? "must be given" : "none";
    return String(parameter.default);
  }
}

const nothing: Readonly<Record<string, unknown>> = {};

function parameterField(parameter: ParameterEntry): FormField {
  const { name, kind, doc, unit, min, max, choices } = parameter;
  const slider = sliderOf(parameter);
  return {
    path: name,
    label: name,
    kind,
    doc,
    ...(unit !== undefined && { unit }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(choices && { choices }),
    ...(slider && { slider }),
    nullable: false,
  };
}

/** A range around the default where the limits are wide or absent; the text takes everything that is allowed. */
function sliderOf({ kind, min, max, default: value }: ParameterEntry): FormField["slider"] {
  if (kind !== "integer" && kind !== "number") return undefined;
  const centre = typeof value === "number" ? Math.abs(value) : 1;
  const low = min ?? (typeof value === "number" && value < 0 ? 2 * value : 0);
  const wide = max === undefined || max - low > 8 * Math.max(1, centre);
  const high = wide ? low + Math.max(4 * centre, kind === "integer" ? 10 : 1) : max;
  const step = kind === "integer" ? Math.max(1, Math.round((high - low) / 200)) : niceStep((high - low) / 200);
  return { min: low, max: high, step };
}

/** The power of ten below, or twice or five times that. */
function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return [5, 2, 1].map((factor) => factor * power).find((step) => step <= size) ?? power;
}
