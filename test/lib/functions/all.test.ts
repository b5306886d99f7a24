import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import type { BoundFunction } from "#lib/functions/define.js";
import { libraryFunctions } from "#lib/functions/library/index.js";

const folder = "lib/dist/functions/library";

test("the library holds every function that its folders declare, under its exported name", async () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.includes("/") && name.endsWith(".js"),
  );
  const declared: string[] = [];
  for (const file of files) {
    const exported: Record<string, unknown> = await import(`#lib/functions/library/${file}`);
    for (const [name, value] of Object.entries(exported)) {
      if ((value as Partial<BoundFunction> | undefined)?.kind === "bound") declared.push(`titer.${name}`);
    }
  }
  expect(libraryFunctions.map(({ declaration }) => declaration.id).sort()).toEqual(declared.sort());
});
