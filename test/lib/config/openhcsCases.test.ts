// The answers in the fixture were given by OpenHCS 0.5.0 and 0.8.6, which agree on all of them.
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import {
  type ConfigInput,
  configContext,
  enterConfig,
  GlobalPipelineConfig,
  PipelineConfig,
} from "#lib/config/index.js";

type Tree = Readonly<Record<string, unknown>>;
interface Case {
  readonly global: Tree;
  readonly pipeline: Tree;
  readonly step: Tree;
  readonly answers: Tree;
}

const file = new URL("../../../fixtures/config/openhcs-cases.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as Case[];

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function camelKeys(tree: unknown): unknown {
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [camel(key), camelKeys(value)]));
}

const input = (tree: Tree) => camelKeys(tree) as ConfigInput;

function answer(path: string, scenario: Case): unknown {
  const [scope, ...names] = path.split(".");
  const contexts = [
    configContext("global", input(scenario.global)),
    configContext("pipeline", input(scenario.pipeline)),
    ...(scope === "step" ? [configContext("step", input(scenario.step))] : []),
  ];
  return enterConfig(contexts, () => {
    const [first = "", second] = names.map(camel);
    const value = (new PipelineConfig() as unknown as Record<string, Tree>)[first];
    return second === undefined ? value : value?.[second];
  });
}

test("the fixture holds 150 scenarios with 8,100 answers", () => {
  expect(cases.length).toBe(150);
  expect(cases.flatMap((scenario) => Object.keys(scenario.answers)).length).toBe(8_100);
});

test("every field resolves as OpenHCS resolves it, but for our default suffix", () => {
  const wrong: string[] = [];
  for (const [index, scenario] of cases.entries()) {
    for (const [path, expected] of Object.entries(scenario.answers)) {
      const ours = answer(path, scenario);
      if ((ours === "_titer" ? "_openhcs" : ours) !== expected) wrong.push(`${index} ${path}: ${ours} for ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("the root has every config class of the fixture", () => {
  const named = new Set(cases.flatMap((scenario) => Object.keys(scenario.global).map(camel)));
  expect([...named].filter((name) => !(name in GlobalPipelineConfig.fields))).toEqual([]);
});
