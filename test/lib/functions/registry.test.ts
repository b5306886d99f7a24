import { describe, expect, test } from "@jest/globals";
import { gaussianBlur, libraryFunctions, tophat } from "#lib/functions/library/index.js";
import { createRegistry } from "#lib/functions/registry.js";

describe("createRegistry", () => {
  test("finds a declaration by id and version", () => {
    const registry = createRegistry(libraryFunctions);
    expect(registry.find("titer.tophat", 1)).toBe(tophat.declaration);
  });

  test("refuses an unknown id and names the closest", () => {
    const registry = createRegistry(libraryFunctions);
    expect(() => registry.find("titer.topHats")).toThrow(
      expect.objectContaining({ code: "UNKNOWN_FUNCTION", todo: expect.stringContaining('"titer.tophat"') }),
    );
  });

  test("refuses another version than the one that is here", () => {
    const registry = createRegistry(libraryFunctions);
    expect(() => registry.find("titer.tophat", 7)).toThrow(expect.objectContaining({ code: "FUNCTION_VERSION" }));
  });

  test("refuses two declarations of one id, however their parameters are bound", () => {
    expect(() => createRegistry([gaussianBlur, gaussianBlur.with({ sigma: 3 })])).toThrow(
      expect.objectContaining({ code: "DUPLICATE_FUNCTION" }),
    );
  });

  test("holds the library: every function is documented, and its parameters too", () => {
    const { declarations } = createRegistry(libraryFunctions);
    expect(declarations).toHaveLength(libraryFunctions.length);
    for (const { id, doc, parameters, tags } of declarations) {
      const docs = [doc, ...Object.values(parameters).map((parameter) => parameter.doc)];
      expect([id, docs.every((text) => text.length > 5), tags?.length]).toEqual([id, true, expect.any(Number)]);
    }
  });

  test("keeps the names and defaults of the seeds", () => {
    const defaults = Object.fromEntries(
      createRegistry(libraryFunctions).declarations.map(({ id, parameters }) => [
        id,
        Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default])),
      ]),
    );
    expect(defaults["titer.tophat"]).toMatchObject({ selemRadius: 50 });
    expect(defaults["titer.stackPercentileNormalize"]).toEqual({
      lowPercentile: 1,
      highPercentile: 99,
      targetMin: 0,
      targetMax: 65535,
    });
    expect(defaults["titer.countCellsSingleChannel"]).toMatchObject({
      gaussianSigma: 1,
      minCellArea: 10,
      maxCellArea: 1000,
      removeBorderCells: true,
    });
  });
});
