import { expect, test } from "@jest/globals";
import { sobel } from "#lib/functions/bridges/modules/skimage.js";
import { defineFunction, tophat } from "#lib/functions/index.js";
import { FunctionStep, fromCode, Pipeline, toCode } from "#lib/index.js";

test("functions of Python libraries are imported from their modules, and read back", () => {
  const step = new FunctionStep({ name: "edges", func: [tophat, sobel] });
  const code = toCode(step);
  expect(code).toContain('import { sobel } from "titer/functions/skimage";');
  expect(toCode(fromCode(code))).toBe(code);
});

test("a pipeline for a cell is a constant, and names what other cells declare", () => {
  const own = defineFunction({
    id: "cell.own",
    version: 1,
    doc: "",
    contract: "PURE_2D",
    memory: { input: "cpu", output: "cpu" },
    parameters: {},
    run: (stack) => ({ stack }),
  });
  const pipeline = new Pipeline({ name: "mine", steps: [new FunctionStep({ name: "own", func: own })] });
  const code = toCode(pipeline, { as: "pipeline", names: { myOwn: own } });
  expect(code).toContain("const pipeline = new Pipeline({");
  expect(code).toContain("func: myOwn");
  expect(code).not.toContain("export");
  expect(fromCode(code, {}, { myOwn: own })).toEqual(pipeline);
});
