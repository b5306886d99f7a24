import { expect, test } from "@jest/globals";
import { parseConfig, parseUpdate } from "#extension/forms/parse.js";

const form = {
  version: 1,
  formId: "f",
  title: "pipeline configuration",
  groups: [{ name: "", doc: "", fields: [{ path: "numWorkers", kind: "integer", doc: "", nullable: false }] }],
  values: { numWorkers: { placeholder: "Default: 1" } },
};

test("a form of the kernel is taken as it is", () => {
  expect(parseConfig(form)).toBe(form);
});

test.each([
  [{ ...form, version: 2 }, "This form has version 2"],
  [{ ...form, groups: {} }, "groups is no list"],
  [{ ...form, groups: [{ name: "", doc: "", fields: [{ kind: "integer" }] }] }, "A field's path is no text"],
  [{ ...form, values: { numWorkers: {} } }, "A placeholder is no text"],
  [null, "The output is no record"],
])("%j is refused with what is wrong", (value, message) => {
  expect(() => parseConfig(value)).toThrow(message);
});

test("messages of the kernel are looked at", () => {
  expect(parseUpdate({ kind: "source", source: "a" })).toEqual({ kind: "source", source: "a" });
  expect(() => parseUpdate({ kind: "run" })).toThrow('The kernel sent "run"');
  expect(() => parseUpdate({ kind: "values", values: {} })).toThrow("unwritten is no list");
});
