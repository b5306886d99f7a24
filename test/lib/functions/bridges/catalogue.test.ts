// The catalogue: what it says is whole, and the typed modules were written from it.
import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { bridgeFunctions, bridgeLibraries, readCatalogue } from "#lib/functions/bridges/index.js";

const { functions, libraries } = readCatalogue();

test("every function has an id of its own, a documentation, and parameters of known kinds", () => {
  expect(new Set(functions.map(({ id }) => id)).size).toBe(functions.length);
  for (const { id, doc, parameters } of functions) {
    expect({ id, doc }).toMatchObject({ doc: expect.stringMatching(/\S/) });
    for (const parameter of Object.values(parameters))
      expect(["boolean", "choice", "integer", "number"]).toContain(parameter.kind);
  }
});

test("the typed modules hold every callable function of every library, once", async () => {
  const files = readdirSync("lib/dist/functions/bridges/modules").filter((name) => name.endsWith(".js"));
  expect(files.map((name) => name.replace(".js", "")).sort()).toEqual(
    Object.keys(libraries)
      .map((name) => name.toLowerCase())
      .sort(),
  );
  const ids: string[] = [];
  for (const file of files) {
    const module: Record<string, { declaration: { id: string } }> = await import(
      `../../../../../lib/dist/functions/bridges/modules/${file}`
    );
    ids.push(...Object.values(module).map(({ declaration }) => declaration.id));
  }
  expect(ids.sort()).toEqual([...bridgeFunctions().keys()].sort());
});

test("every library of the catalogue is one that the bridge knows", () => {
  expect(bridgeLibraries).toEqual(expect.arrayContaining(Object.keys(libraries)));
});
