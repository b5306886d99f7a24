import type { Plate } from "titer";
import { TiterError } from "titer/errors";
import type { BoundFunction } from "titer/functions";
import type { DraftSource, FunctionStep } from "titer/pipeline";
import type { EditorPlate } from "titer/protocol";

/** What editors look for among the variables of a notebook. */
export class Variables {
  readonly #values: () => Readonly<Record<string, unknown>>;

  /** @param values the names of the notebook's cells with their values; reading one may throw */
  constructor(values: () => Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** Functions that cells declare, by the name of their variable. */
  functions(): ReadonlyMap<string, BoundFunction> {
    const isOwn = (value: unknown): value is BoundFunction => hasKind(value, "bound") && "origin" in value;
    return new Map(this.#all().flatMap(([name, value]) => (isOwn(value) ? [[name, value]] : [])));
  }

  /** Names of pipelines and of lists of steps. */
  pipelines(): readonly string[] {
    return this.#all().flatMap(([name, value]) => (asPipeline(value, name) ? [name] : []));
  }

  /** Throws `UNKNOWN_NAME`. */
  pipeline(name: string): DraftSource {
    const found = asPipeline(this.#value(name), name);
    if (found) return found;
    throw unknownName(name, "pipeline", this.pipelines());
  }

  plates(): readonly EditorPlate[] {
    return this.#all().flatMap(([name, value]) => (isPlate(value) ? [editorPlate(name, value)] : []));
  }

  /** Throws `UNKNOWN_NAME`. */
  plate(name: string): Plate {
    const found = this.#value(name);
    if (isPlate(found)) return found;
    throw unknownName(
      name,
      "plate",
      this.plates().map(({ variable }) => variable),
    );
  }

  #value(name: string): unknown {
    return this.#all().find(([known]) => known === name)?.[1];
  }

  /** A variable whose cell failed before it got a value has none. */
  #all(): readonly (readonly [string, unknown])[] {
    const values = this.#values();
    return Object.keys(values).flatMap((name) => {
      try {
        return [[name, values[name]] as const];
      } catch {
        return [];
      }
    });
  }
}

function asPipeline(value: unknown, name: string): DraftSource | undefined {
  if (hasKind(value, "pipeline")) return value as unknown as DraftSource; // which the kind says
  const isSteps = Array.isArray(value) && value.length > 0 && value.every((one) => hasKind(one, "step"));
  return isSteps ? { name, steps: value as readonly FunctionStep[] } : undefined;
}

function isPlate(value: unknown): value is Plate {
  return typeof value === "object" && value !== null && "index" in value && "compile" in value && "image" in value;
}

function editorPlate(variable: string, { index }: Plate): EditorPlate {
  const { name, sites, channels, zPlanes, timepoints, shape } = index;
  const wells = index.wells.map(({ well }) => well);
  return { variable, name, wells, sites, channels, zPlanes, timepoints, shape };
}

function hasKind(value: unknown, kind: string): value is object {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

function unknownName(name: string, what: string, known: readonly string[]): TiterError {
  return new TiterError("UNKNOWN_NAME", {
    what: `the notebook has no ${what} of the name "${name}"`,
    where: { field: name },
    todo: `Run the cell that makes it; there are: ${known.join(", ") || "none"}.`,
  });
}
