import { expect, test } from "@jest/globals";
import { parseConfig } from "#extension/forms/parse.js";

const output = {
  version: 2,
  cell: "cell a",
  scope: "pipeline",
  title: "pipeline configuration",
  values: { numWorkers: { placeholder: "Default: 1" } },
};

test("an output of the kernel is taken as it is", () => {
  expect(parseConfig(output)).toBe(output);
});

test.each([
  [{ ...output, version: 1 }, "This form has version 1"],
  [{ ...output, scope: "well" }, "output.scope"],
  [{ ...output, values: { numWorkers: {} } }, "output.values.numWorkers.placeholder"],
  [null, "This form has version undefined"],
])("%j is refused with what is wrong", (value, message) => {
  expect(() => parseConfig(value)).toThrow(message);
});
