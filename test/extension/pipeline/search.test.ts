import { expect, test } from "@jest/globals";
import { FunctionSearch } from "#extension/pipeline/search.js";
import type { FunctionEntry } from "#lib/protocol/index.js";

const entry = (id: string, more: Partial<FunctionEntry> = {}): FunctionEntry => ({
  id,
  version: 1,
  library: id.replace(/\..*$/, ""),
  doc: "",
  contract: "PURE_2D",
  memory: { input: "cpu", output: "cpu" },
  tags: [],
  parameters: [],
  tables: [],
  specialInputs: [],
  specialOutputs: [],
  ...more,
});

const search = new FunctionSearch([
  entry("skimage.filters.gaussian", { memory: { input: "numpy", output: "numpy" } }),
  entry("titer.blackTophat"),
  entry("titer.tophat", { doc: "Removes the background." }),
  entry("titer.gaussian", { contract: "FLEXIBLE" }),
  entry("titer.subtractBackground"),
  entry("titer.otsu", { tags: ["threshold"] }),
]);
const all = { library: "", memory: "", contract: "" };
const find = (words: string, filters = {}) => search.find(words, { ...all, ...filters }).map(({ id }) => id);

test("the name itself comes first, then words of names, then docs", () => {
  expect(find("tophat")).toEqual(["titer.tophat", "titer.blackTophat"]);
  expect(find("background")).toEqual(["titer.subtractBackground", "titer.tophat"]);
});

test("of two of one name Titer's own comes first", () => {
  expect(find("gaussian")).toEqual(["titer.gaussian", "skimage.filters.gaussian"]);
});

test("tags are found, and all words must fit", () => {
  expect(find("threshold")).toEqual(["titer.otsu"]);
  expect(find("black hat")).toEqual(["titer.blackTophat"]);
  expect(find("black otsu")).toEqual([]);
});

test("library, memory type and contract narrow the search", () => {
  expect(find("", { library: "skimage" })).toEqual(["skimage.filters.gaussian"]);
  expect(find("gaussian", { memory: "cpu" })).toEqual(["titer.gaussian"]);
  expect(find("", { contract: "FLEXIBLE" })).toEqual(["titer.gaussian"]);
});
