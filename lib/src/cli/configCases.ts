import {
  type ConfigContext,
  type ConfigInput,
  type ConfigScopeName,
  configContext,
  configScopes,
  enterConfig,
  GlobalPipelineConfig,
  PipelineConfig,
} from "../config/index.ts";
import { TiterError } from "../errors.ts";
import { fromSeedName, fromSeedValue, toSeedName, toSeedValue } from "./seedNames.ts";

type Tree = Readonly<Record<string, unknown>>;

/** Values set at scopes, and the fields that are asked for; all names as in the seeds. */
export type ConfigCase = { readonly answers?: Tree } & { readonly [S in ConfigScopeName]?: Tree };

/** What a case's fields resolve to, by `scope.config.field` or `scope.field`. */
export interface ConfigAnswers {
  readonly answers: Tree;
}

/**
 * The cases in a file's text: a list of `{global, pipeline, plate, step, answers}`, all parts optional.
 *
 * @throws TiterError `BAD_CASES` with the case.
 */
export function parseCases(text: string): ConfigCase[] {
  const cases = jsonOf(text);
  if (!Array.isArray(cases)) throw badCases("the file holds no list of cases");
  for (const [index, one] of cases.entries()) {
    if (!isTree(one)) throw badCases(`case ${index + 1} is no object`);
    for (const [name, part] of Object.entries(one)) {
      if (!parts.includes(name)) throw badCases(`case ${index + 1} has a part "${name}"`);
      if (!isTree(part)) throw badCases(`${name} of case ${index + 1} is no object`);
    }
  }
  return cases;
}

const parts: readonly string[] = [...configScopes, "answers"];

/**
 * Resolves the fields that a case asks for: the names in its `answers`, else all fields of all scopes. A scope sees itself
 * and the scopes around it.
 *
 * @throws TiterError `UNKNOWN_FIELD`, `BAD_FIELD`.
 */
export function answerCase(scenario: ConfigCase): ConfigAnswers {
  const contexts = configScopes.map((scope) => configContext(scope, input(scenario[scope] ?? {})));
  const questions = Object.keys(scenario.answers ?? {});
  const asked = questions.length > 0 ? questions : allQuestions();
  return { answers: Object.fromEntries(asked.map((question) => [question, answer(question, contexts)])) };
}

function answer(question: string, contexts: readonly ConfigContext[]): unknown {
  const [scope = "", ...path] = question.split(".");
  const rank = configScopes.indexOf(scope as ConfigScopeName);
  if (rank < 0) throw unknown(question);
  return enterConfig(contexts.slice(0, rank + 1), () => {
    const names = path.map(fromSeedName);
    const value = names.reduce<unknown>((from, name) => fieldOf(from, name, question), new PipelineConfig());
    if (isTree(value)) throw unknown(question);
    return toSeedValue(names.at(-1) ?? "", value);
  });
}

function fieldOf(from: unknown, name: string, question: string): unknown {
  const { configClass } = from as { configClass?: typeof GlobalPipelineConfig };
  if (configClass === undefined || !Object.hasOwn(configClass.fields, name)) throw unknown(question);
  return (from as Tree)[name];
}

function allQuestions(): string[] {
  const paths = Object.entries(GlobalPipelineConfig.fields).flatMap(([name, field]) =>
    field.kind === "config" ? Object.keys(field.config.fields).map((inner) => [name, inner]) : [[name]],
  );
  return configScopes.flatMap((scope) => paths.map((path) => [scope, ...path.map(toSeedName)].join(".")));
}

function input(tree: Tree): ConfigInput {
  const renamed = (values: Tree): Tree =>
    Object.fromEntries(
      Object.entries(values).map(([seedName, value]) => {
        const name = fromSeedName(seedName);
        return [name, isTree(value) ? renamed(value) : fromSeedValue(name, value)];
      }),
    );
  return renamed(tree) as ConfigInput; // configContext checks every name and value
}

function unknown(question: string): TiterError {
  return new TiterError("UNKNOWN_FIELD", {
    what: `there is no field "${question}"`,
    where: { field: question },
    todo: `Ask for scope.config.field, such as step.step_well_filter_config.well_filter; scopes: ${configScopes.join(", ")}.`,
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badCases("the file holds no JSON", cause);
  }
}

function badCases(what: string, cause?: unknown): TiterError {
  const todo = `Give a list of objects with: ${parts.join(", ")}.`;
  return new TiterError("BAD_CASES", { what, todo, ...(cause === undefined ? {} : { cause }) });
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
