import { readFileSync } from "node:fs";
import { messageOf, TiterError } from "titer/errors";
import { type FunctionStep, fromCode, type Pipeline } from "titer/pipeline";
import type { CellPipeline, PlatePipeline } from "titer/protocol";
import { placeOf } from "./platePath.ts";

/** What can be compiled for a plate. */
type Compilable = Pipeline | readonly FunctionStep[];

/** The pipelines among the names of a notebook. */
export function cellPipelines(values: object): CellPipeline[] {
  return Object.keys(values).flatMap((name): CellPipeline[] => {
    const value: unknown = Reflect.get(values, name);
    if (!isCompilable(value)) return [];
    const steps = "steps" in value ? value.steps : value;
    return [{ name, steps: steps.map((step) => step.name) }];
  });
}

/**
 * The pipeline that a plate's list names. Code is read and never run.
 *
 * @throws TiterError `CODE_REFUSED` with its line, `NO_SUCH_FILE`, `NO_SUCH_PIPELINE`
 */
export function findPipeline(from: PlatePipeline, values: object, root: string): Compilable {
  switch (from.kind) {
    case "code":
      return compilable(fromCode(from.code), from.name);
    case "file":
      return compilable(fromCode(textOf(placeOf(from.path, root))), from.name);
    case "cell":
      return compilable(Reflect.get(values, from.name), from.name);
    default:
      return from satisfies never;
  }
}

function compilable(value: unknown, name: string): Compilable {
  if (isCompilable(value)) return value;
  if (isStep(value)) return [value];
  throw new TiterError("NO_SUCH_PIPELINE", {
    what: `“${name}” is no pipeline here`,
    todo: "Run the cell that makes it, or choose another pipeline: steps in a list, or a Pipeline.",
  });
}

function isCompilable(value: unknown): value is Compilable {
  if (Array.isArray(value)) return value.length > 0 && value.every(isStep);
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "pipeline";
}

function isStep(value: unknown): value is FunctionStep {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "step";
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    throw new TiterError("NO_SUCH_FILE", {
      what: `the pipeline's file can't be read: ${messageOf(thrown)}`,
      where: { file: path },
      todo: "Check the path, or choose another pipeline.",
      cause: thrown,
    });
  }
}
