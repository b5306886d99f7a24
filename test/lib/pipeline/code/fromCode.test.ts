import { expect, test } from "@jest/globals";
import { type BoundFunction, tophat } from "#lib/functions/index.js";
import { type FunctionStep, fromCode, type Pipeline } from "#lib/pipeline/index.js";

const head =
  'import { FunctionStep, GroupBy, PathPlanningConfig, Pipeline } from "titer";\nimport { tophat } from "titer/functions";\n';

test("constants, choices, comments and plain templates are declarations", () => {
  const pipeline = fromCode(`${head}
    // background
    const radius = 25, name = \`clean\`;
    const clean = new FunctionStep({ name, func: [tophat.with({ selemRadius: radius })], groupBy: GroupBy.SITE });
    export default new Pipeline({ name: 'p', steps: [clean] });`) as Pipeline;
  expect(pipeline.steps[0]).toMatchObject({ name: "clean", groupBy: "site" });
  expect(pipeline.steps[0]?.func[0]?.given).toEqual({ selemRadius: 25 });
});

test("imports may be renamed, binding again adds", () => {
  const code =
    'import { tophat as th } from "titer/functions"; export default th.with({ selemRadius: 3 }).with({ shape: "square" });';
  const bound = fromCode(code) as BoundFunction;
  expect([bound.declaration, bound.given]).toEqual([tophat.declaration, { selemRadius: 3, shape: "square" }]);
});

test("a step reads its configs from classes too", () => {
  const step = fromCode(`${head}export default new FunctionStep({ name: "a", func: tophat,
    stepMaterializationConfig: { subDir: "x" } });`) as FunctionStep;
  expect(step.config.values.StepMaterializationConfig).toEqual({ subDir: "x" });
});

const step = (parts: string) => `${head}export default new FunctionStep({ ${parts} });`;

test.each<[string, string, number, number, RegExp]>([
  ["a call", `${head}export default process.exit(1);`, 3, 16, /a call is no declaration/],
  ["a call of what was imported", `${head}export default tophat.constructor({});`, 3, 16, /a call is no declaration/],
  ["a function", step("name: 'a', func: () => 1"), 3, 52, /an arrow function is no declaration/],
  ["a name that is not declared", step("name: 'a', func: tophet"), 3, 52, /tophet is not declared above.*"tophat"/],
  ["a global", `${head}export default globalThis;`, 3, 16, /globalThis is not declared/],
  [
    "a use before the declaration",
    `${head}const a = b; const b = 1; export default a;`,
    3,
    11,
    /b is not declared above/,
  ],
  ["await", `${head}export default await tophat;`, 3, 16, /an await is no declaration/],
  ["an assignment", `${head}let a = 1;`, 3, 1, /let is no declaration/],
  ["a statement", `${head}if (1) {}`, 3, 1, /no declaration/],
  ["types", `${head}const a: number = 1;`, 3, 8, /Unexpected token.*without types/],
  ["a spread", `${head}export default [...tophat];`, 3, 17, /a spread is no declaration/],
  ["a spread in an object", step("...tophat"), 3, 35, /no name with a value/],
  ["a getter", step("get name() { return 1 }"), 3, 35, /no name with a value/],
  ["a computed name", step("[name]: 1"), 3, 36, /a computed name/],
  ["a prototype", step("__proto__: tophat"), 3, 35, /no name of a field/],
  ["a name set twice", step("name: 'a', name: 'b'"), 3, 46, /"name" is set twice/],
  ["an expression in text", `${head}export default \`\${1}\`;`, 3, 16, /expressions in it/],
  ["arithmetic", `${head}export default 1 + 1;`, 3, 16, /a binary is no declaration/],
  ["a regular expression", `${head}export default /a/;`, 3, 16, /no plain value/],
  ["a class by itself", `${head}export default Pipeline;`, 3, 16, /Pipeline is a class.*new Pipeline/],
  ["a class from nowhere", `${head}export default new Function("1");`, 3, 20, /Function is not declared/],
  ["a hidden class", `${head}export default new Pipeline.constructor({});`, 3, 20, /can't be made/],
  [
    "a choice that does not exist",
    `${head}export default GroupBy.constructor;`,
    3,
    24,
    /no choice "constructor".*SITE/,
  ],
  ["an unknown module", 'import { readFileSync } from "node:fs";', 1, 30, /"node:fs" can't be imported.*titer/],
  ["an unknown export", 'import { tophet } from "titer/functions";', 1, 10, /no "tophet".*"tophat"/],
  ["an export that acts", 'import { withConfig } from "titer";', 1, 10, /no "withConfig" that is a declaration/],
  ["everything of a module", 'import * as titer from "titer";', 1, 8, /not a named import/],
  ["two defaults", `${head}export default tophat; export default tophat;`, 3, 31, /Duplicate export/],
  ["code after the default", `${head}export default tophat; const a = 1;`, 3, 24, /goes on after/],
  ["no default", head, 1, 1, /nothing is declared/],
  ["plain data", `${head}export default 1;`, 3, 1, /none of what code can stand for/],
  ["deep nesting", `${head}export default ${"[".repeat(500)}${"]".repeat(500)};`, 3, 116, /nests too deeply/],
])("%s is refused at its place", (_, code, line, column, message) => {
  const read = () => fromCode(code);
  expect(read).toThrow(expect.objectContaining({ code: "CODE_REFUSED", details: { line, column } }));
  expect(read).toThrow(message);
});

test("bottomless nesting is refused too", () => {
  expect(() => fromCode(`export default ${"[".repeat(100_000)}`)).toThrow(
    expect.objectContaining({ code: "CODE_REFUSED" }),
  );
});

test.each<[string, string, string, RegExp]>([
  ["an unknown parameter", "name: 'a', func: tophat.with({ selemRadios: 3 })", "UNKNOWN_PARAMETER", /selemRadius/],
  ["a bad value", "name: 'a', func: tophat.with({ selemRadius: -3 })", "BAD_PARAMETER", /-3/],
  ["an unknown part", "name: 'a', func: tophat, groupby: 'site'", "BAD_STEP", /groupBy/],
  ["an unknown field", "name: 'a', func: tophat, dtypeConfig: { x: 1 }", "UNKNOWN_FIELD", /"x"/],
  ["no function", "name: 'a', func: null", "BAD_STEP", /neither a declared function/],
])("%s is refused as in a cell, with the line", (_, parts, code, message) => {
  const read = () => fromCode(step(parts));
  expect(read).toThrow(expect.objectContaining({ code, details: expect.objectContaining({ line: 3 }) }));
  expect(read).toThrow(message);
});
