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
  /** What is set, in the root's form. */
  readonly input: Readonly<Record<string, unknown>>;
  /** A row for each field that is set, in the cell's order. */
  describe(): readonly { readonly field: string; readonly value: Literal; readonly origin: string }[];
}

/** Something wrong in a configuration cell. */
export interface ConfigCellProblem {
  /** From 1. */
  readonly line: number;
  /** Where in the line, from 0, and how much of it. */
  readonly column: number;
  readonly length: number;
  readonly error: TiterError;
}

/** Indent, path, equals sign and the rest of a line. */
export const assignment: RegExp = /^(\s*)([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)(\s*=(?!=)\s*)(.*)$/s;

/**
 * The assignments of a notebook's configuration cell, one per line: `pathPlanning.outputDirSuffix = "_titer"`; lists may go on.
 * Values are literals, comments start with `#` or `//`; nothing is evaluated.
 *
 * @throws TiterError `CONFIG_CELL` with the line.
 */
export function parseConfigCell(text: string): ConfigAssignment[] {
  const problems: ConfigCellProblem[] = [];
  const assignments = parsed(text, problems);
  if (problems[0]) throw problems[0].error;
  return assignments;
}

function parsed(text: string, problems: ConfigCellProblem[]): ConfigAssignment[] {
  return statementsOf(text.split(/\r?\n/)).flatMap(({ line, content }): ConfigAssignment[] => {
    if (/^\s*(#|\/\/|$)/.test(content)) return [];
    const [, indent = "", path = "", equals = "", written] = assignment.exec(content) ?? [];
    if (written === undefined) {
      const trimmed = content.trim();
      const error = badLine(line, { what: `"${trimmed}" is no assignment`, todo: form });
      problems.push({ line, column: content.indexOf(trimmed), length: trimmed.length, error });
      return [];
    }
    const literal = parseLiteral(written);
    if (!("problem" in literal)) return [{ line, path, value: literal.value }];
    const error = badLine(line, { what: literal.problem, where: { field: path }, todo: form });
    const [first = ""] = written.split("\n");
    problems.push({ line, column: indent.length + path.length + equals.length, length: first.length, error });
    return [];
  });
}

/** One or several lines of a cell that belong together. */
export interface CellStatement {
  /** From 1. */
  readonly line: number;
  readonly lines: number;
  readonly content: string;
}

/** The lines of a cell; a list that is not closed on its line goes on, up to the line that closes it. */
export function statementsOf(lines: readonly string[]): CellStatement[] {
  const statements: CellStatement[] = [];
  for (let at = 0; at < lines.length; at += statements.at(-1)?.lines ?? 1) {
    const first = lines[at] ?? "";
    const opens = assignment.exec(first)?.[4]?.startsWith("[") ?? false;
    const closes = opens ? lines.slice(at).findIndex((line) => /^[^#]*\]/.test(line)) : 0;
    const count = Math.max(0, closes) + 1;
    statements.push({ line: at + 1, lines: count, content: lines.slice(at, at + count).join("\n") });
  }
  return statements;
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
  const { context, problems } = readConfigCell(scope, text);
  if (problems[0]) throw problems[0].error;
  return context;
}

/** Reads a configuration cell, and says all that is wrong with it; the context holds the rest. */
export function readConfigCell(
  scope: ConfigScopeName,
  text: string,
): { readonly context: ConfigScope; readonly problems: readonly ConfigCellProblem[] } {
  const input: Record<string, unknown> = {};
  const rows = new Map<string, { field: string; value: Literal; origin: string }>();
  const problems: ConfigCellProblem[] = [];
  const lines = text.split(/\r?\n/);
  for (const { line, path, value } of parsed(text, problems)) {
    const column = lines[line - 1]?.indexOf(path) ?? 0;
    try {
      const field = assign(input, path, value);
      if (rows.has(field)) throw twice(line, field);
      rows.set(field, { field, value, origin: `${scope}, line ${line}` });
    } catch (thrown) {
      if (!isTiterError(thrown)) throw thrown;
      problems.push({ line, ...placeOf(lines[line - 1] ?? "", column, path, thrown), error: atLine(line, thrown) });
    }
  }
  const context = Object.freeze({ ...configContext(scope, input), input, describe: () => [...rows.values()] });
  return { context, problems: problems.sort((a, b) => a.line - b.line) };
}

/** A wrong value is marked itself, anything else at the field. */
function placeOf(line: string, column: number, path: string, { code }: TiterError): { column: number; length: number } {
  if (code !== "BAD_FIELD") return { column, length: path.length };
  const value = line.slice(column + path.length).replace(/^\s*=\s*/, "");
  const [written = ""] = /^(?:"[^"]*"|'[^']*'|[^"'#/])*/.exec(value) ?? [];
  return { column: line.length - value.length, length: Math.max(1, written.trimEnd().length) };
}

/** Puts a checked value into the root's form and says the field's short path. */
function assign(input: Record<string, unknown>, path: string, value: Literal): string {
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

function twice(line: number, field: string): TiterError {
  return badLine(line, {
    what: `${field} is set twice`,
    where: { field },
    todo: "Keep one of the two lines.",
  });
}

function atLine(line: number, error: TiterError): TiterError {
  if (error.details.line !== undefined) return error;
  return new TiterError(error.code, {
    ...error,
    what: `line ${line}: ${error.what}`,
    details: { ...error.details, line },
    cause: error,
  });
}

function badLine(line: number, parts: ErrorParts): TiterError {
  return new TiterError("CONFIG_CELL", { ...parts, what: `line ${line}: ${parts.what}`, details: { line } });
}
