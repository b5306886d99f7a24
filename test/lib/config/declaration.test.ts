import { expect, test } from "@jest/globals";
import { type ConfigInfo, defineConfig, type Field, PathPlanningConfig } from "#lib/config/index.js";

const declare = (name: string, parents: readonly ConfigInfo[], fields: Record<string, Field> = {}) =>
  defineConfig(name, { doc: "", extends: parents, fields });
const integer = { kind: "integer", default: 1, doc: "" } as const;
const choice = (...choices: string[]) => ({ kind: "choice", choices, default: choices[0]!, doc: "" }) as const;

const A = declare("A", [], { x: integer, mode: choice("a", "b") });
const B = declare("B", [A]);

test.each<[string, () => unknown, string, RegExp]>([
  ["a class below itself", () => declare("A", [B]), "CONFIG_CYCLE", /its own ancestor: A -> B -> A/],
  ["a class as its own parent", () => declare("A", [A]), "CONFIG_CYCLE", /its own ancestor: A/],
  ["a parent that is not there yet", () => declare("C", [undefined as never]), "CONFIG_CYCLE", /parent 1 of C/],
  ["one parent twice", () => declare("C", [A, A]), "CONFIG_ORDER", /names its parent A twice/],
  ["two ancestors of one name", () => declare("C", [B, declare("A", [])]), "CONFIG_CONFLICT", /are called A/],
  [
    "a field of two kinds",
    () => declare("C", [A], { x: { kind: "text", default: "", doc: "" } }),
    "CONFIG_CONFLICT",
    /by C as text, by A as integer/,
  ],
  [
    "parents with one field of two kinds",
    () => declare("C", [A, declare("D", [], { x: { ...integer, kind: "number" } })]),
    "CONFIG_CONFLICT",
    /C\.x is declared by A as integer, by D as number/,
  ],
  [
    "other choices than the parent's",
    () => declare("C", [A], { mode: choice("a", "c") }),
    "CONFIG_CONFLICT",
    /a, c, by A as choice of a, b/,
  ],
  [
    "null that the parent takes",
    () => declare("C", [PathPlanningConfig], { globalOutputFolder: { kind: "text", default: null, doc: "" } }),
    "CONFIG_CONFLICT",
    /text or null/,
  ],
  [
    "a default below its minimum",
    () => declare("C", [], { n: { ...integer, min: 2 } }),
    "BAD_DECLARATION",
    /whole number from 2/,
  ],
  [
    "a default that is no choice",
    () => declare("C", [], { m: { ...choice("a"), default: "z" } }),
    "BAD_DECLARATION",
    /one of: a/,
  ],
  [
    "a kind that does not exist",
    () => declare("C", [], { n: { ...integer, kind: "int" as never } }),
    "BAD_DECLARATION",
    /Use one of: integer/,
  ],
  ["a field that hides a method", () => declare("C", [], { raw: integer }), "BAD_DECLARATION", /can't be called "raw"/],
  ["a field named __proto__", () => declare("C", [], { ["__proto__"]: integer }), "BAD_DECLARATION", /__proto__/],
  ["a class without a name", () => declare("", []), "BAD_DECLARATION", /no name/],
])("%s is refused", (_, make, code, message) => {
  expect(make).toThrow(expect.objectContaining({ code }));
  expect(make).toThrow(message);
});

test("the same choices in another order are one type", () => {
  expect(declare("C", [A], { mode: choice("b", "a") }).order.length).toBe(2);
});

test.each([[null], ["text"], [[1]]])("a config made from %j is refused", (given) => {
  expect(() => new PathPlanningConfig(given as never)).toThrow(expect.objectContaining({ code: "BAD_FIELD" }));
});
