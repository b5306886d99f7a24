import { expect, test } from "@jest/globals";
import { selectWells, type WellFilter } from "#lib/components/index.js";

const wells = ["A01", "A02", "A03", "A10", "B01", "B02", "B03", "B10", "AA01"];
const include = (filter: WellFilter) => selectWells(filter, "include", wells);

test.each<[WellFilter, string]>([
  [["B02", "A01"], "A01 B02"],
  [2, "A01 A02"],
  ["4", "A01 A02 A03 A10"],
  ['"2"', "A01 A02"],
  ["A01", "A01"],
  ["A1", "A01"],
  ["a01, b02", "A01 B02"],
  ["['A01','B02']", "A01 B02"],
  ["row:A", "A01 A02 A03 A10"],
  ["row:B-AA", "B01 B02 B03 B10 AA01"],
  ["col:01-02", "A01 A02 B01 B02 AA01"],
  ["col:10", "A10 B10"],
  ["A02:B03", "A02 A03 B02 B03"],
  ["B03:A02", "A02 A03 B02 B03"],
  ["A01:A12", "A01 A02 A03 A10"],
  ["AA01,row:B", "B01 B02 B03 B10 AA01"],
  [["row:AA", "A10"], "A10 AA01"],
])("%p selects %s", (filter, expected) => {
  expect(include(filter).join(" ")).toBe(expected);
});

test("wells with names of another kind are selected by their exact name", () => {
  expect(selectWells("well-7", "include", ["well-7", "well-77"])).toEqual(["well-7"]);
});

test.each<[WellFilter, string]>([
  ["row:A", "B01 B02 B03 B10 AA01"],
  [8, "AA01"],
])("excluding %p leaves %s", (filter, expected) => {
  expect(selectWells(filter, "exclude", wells).join(" ")).toBe(expected);
});

test.each<[WellFilter, RegExp]>([
  ["B99", /names no well of the plate: "B99"/],
  ["foo!", /names no well of the plate: "foo!"/],
  ["A01,B99", /names no well of the plate: "B99"/],
  [["A01", "Z99", "Y9"], /"Z99", "Y9"/],
  ["row:C", /"row:C"/],
  ["col:11-12", /"col:11-12"/],
  ["A01:", /"A01:"/],
  ["A01,", /names no well of the plate: ""/],
  ["A01:B02:B03", /"A01:B02:B03"/],
])("%p is refused by name, whatever the mode", (filter, message) => {
  for (const mode of ["include", "exclude"] as const) {
    expect(() => selectWells(filter, mode, wells)).toThrow(message);
    expect(() => selectWells(filter, mode, wells)).toThrow(expect.objectContaining({ code: "UNKNOWN_WELL" }));
  }
});

test.each<[WellFilter, "include" | "exclude", RegExp]>([
  [99, "include", /asks for 99 wells of 9/],
  ["0", "include", /asks for 0 wells of 9/],
  [9, "exclude", /leaves no well/],
  ["row:A-AA", "exclude", /leaves no well/],
])("%p (%s) is refused: it selects nothing", (filter, mode, message) => {
  expect(() => selectWells(filter, mode, wells)).toThrow(message);
});

test("a refusal lists the plate's wells", () => {
  expect(() => include("B99")).toThrow("The plate has 9 wells: A01, A02, A03, A10, B01, B02, B03, B10, AA01.");
});
