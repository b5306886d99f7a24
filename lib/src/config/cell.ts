import { type ErrorParts, isTiterError, TiterError } from "../errors.ts";
import { GlobalPipelineConfig } from "./classes/pipeline.ts";
import type { ConfigContext, ConfigScopeName } from "./context.ts";
import { type Literal, parseLiteral } from "./literal.ts";
import { configContext, rootPath, shortName } from "./scope.ts";

/** One assignment of a configuration cell; lines count from 1. */
export interface ConfigAssignment {
  readonly line: number;
  readonly path: string;
  readonly value: Literal;
}

/** A configuration cell that was read: a context, with its rows for display. */
export interface ConfigScope extends ConfigContext {
  /** A row for each field that is set, in the cell's order. */
  describe(): readonly { readonly field: string; readonly value: Literal; readonly origin: string }[];
}

/**
 * The assignments of a notebook's configuration cell, one per line: `pathPlanning.outputDirSuffix = "_titer"`.
 * Values are literals, comments start with `#` or `//`; nothing is evaluated.
 *
 * @throws TiterError `CONFIG_CELL` with the line.
 */
export function parseConfigCell(text: string): ConfigAssignment[] {
  const assignments: ConfigAssignment[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|\/\/|$)/.test(line)) continue;
    const parts = /^\s*([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*=(?!=)(.*)$/.exec(line);
    if (!parts) throw badLine(index + 1, { what: `"${line.trim()}" is no assignment`, todo: form });
    const path = parts[1] ?? "";
    const literal = parseLiteral(parts[2] ?? "");
    if ("problem" in literal) throw badLine(index + 1, { what: literal.problem, where: { field: path }, todo: form });
    assignments.push({ line: index + 1, path, value: literal.value });
  }
  return assignments;
}

const form = 'Write one field per line, such as numWorkers = 2 or pathPlanning.outputDirSuffix = "_titer".';

/**
 * Reads a configuration cell into a context for {@link enterConfig}: paths are fields of the root (`numWorkers`) or of one
 * of its configs by short name (`stepWellFilter.wellFilter`).
 *
 * @throws TiterError `CONFIG_CELL`, `UNKNOWN_FIELD`, `BAD_FIELD`; each names the line.
 *
 * @example
 * ```ts
 * const cell = configScope("pipeline", "numWorkers = 2");
 * enterConfig([cell], () => new PipelineConfig().numWorkers);   // 2
 * ```
 */
export function configScope(scope: ConfigScopeName, text: string): ConfigScope {
  const input: Record<string, unknown> = {};
  const rows = new Map<string, { field: string; value: Literal; origin: string }>();
  for (const assignment of parseConfigCell(text)) {
    const field = atLine(assignment.line, () => assign(input, assignment));
    if (rows.has(field)) {
      throw badLine(assignment.line, {
        what: `${field} is set twice`,
        where: { field },
        todo: "Keep one of the two lines.",
      });
    }
    rows.set(field, { field, value: assignment.value, origin: `${scope}, line ${assignment.line}` });
  }
  const context = configContext(scope, input);
  return Object.freeze({ ...context, describe: () => [...rows.values()] });
}

/** Puts a checked value into the root's form and says the field's short path. */
function assign(input: Record<string, unknown>, { path, value }: ConfigAssignment): string {
  const [name, inner] = rootPath(path);
  if (inner === undefined) {
    GlobalPipelineConfig.from({ [name]: value }, "lazy");
    input[name] = value;
    return name;
  }
  GlobalPipelineConfig.from({ [name]: { [inner]: value } }, "lazy");
  input[name] = { ...(input[name] as object | undefined), [inner]: value };
  return `${shortName(name)}.${inner}`;
}

function atLine<T>(line: number, fn: () => T): T {
  try {
    return fn();
  } catch (thrown) {
    if (!isTiterError(thrown)) throw thrown;
    throw new TiterError(thrown.code, {
      ...thrown,
      what: `line ${line}: ${thrown.what}`,
      details: { ...thrown.details, line },
      cause: thrown,
    });
  }
}

function badLine(line: number, parts: ErrorParts): TiterError {
  return new TiterError("CONFIG_CELL", { ...parts, what: `line ${line}: ${parts.what}`, details: { line } });
}
