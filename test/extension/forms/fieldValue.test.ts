import { expect, test } from "@jest/globals";
import { enteredValue, shownValue } from "#extension/forms/fieldValue.js";

test.each([
  ["integer", " 12 ", { kind: "value", value: 12 }],
  ["number", "0.5", { kind: "value", value: 0.5 }],
  ["number", "a few", { kind: "wrong", message: '"a few" is no number.' }],
  ["boolean", "false", { kind: "value", value: false }],
  ["text", "images", { kind: "value", value: "images" }],
  ["text", "  ", { kind: "none" }],
  ["choices", "site, channel,", { kind: "value", value: ["site", "channel"] }],
  ["wellFilter", "4", { kind: "value", value: 4 }],
  ["wellFilter", "A01:B06", { kind: "value", value: "A01:B06" }],
  ["wellFilter", "A01, B02", { kind: "value", value: ["A01", "B02"] }],
] as const)("%s %j", (kind, text, entered) => {
  expect(enteredValue({ kind }, text)).toEqual(entered);
});

test.each([
  [undefined, ""],
  [null, ""],
  [["A01", "B02"], "A01, B02"],
  [false, "false"],
])("%j is shown as %j", (value, text) => {
  expect(shownValue(value)).toBe(text);
});
