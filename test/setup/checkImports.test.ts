import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { refusedImports } from "#setup/checkImports.js";
import { root } from "#setup/paths.js";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "titer-imports-"));
  for (const name of ["lib", "kernel", "extension"]) mkdirSync(join(project, name, "src"), { recursive: true });
});

afterEach(() => rmSync(project, { recursive: true }));

function source(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

describe("checkImports", () => {
  test("finds nothing wrong in this project", () => {
    expect(refusedImports(root)).toEqual([]);
  });

  test("refuses an import from a room above, and names file, import and allowed rooms", () => {
    source("lib/src/image/plane.ts", `import { compile } from "../compile/compile.ts";\n`);
    expect(refusedImports(project)).toEqual([
      'lib/src/image/plane.ts imports "../compile/compile.ts": the room "image" may import only errors, not "compile".',
    ]);
  });

  test.each([
    ["a type", `import type { Plan } from "../compile/plan.ts";`],
    ["a re-export", `export * from "../compile/plan.ts";`],
    ["a dynamic import", `const plan = await import("../compile/plan.ts");`],
    ["an import type", `export type P = import("../compile/plan.ts").Plan;`],
  ])("sees %s", (_name, text) => {
    source("lib/src/config/fields.ts", text);
    expect(refusedImports(project)).toHaveLength(1);
  });

  test("does not take a comment or a string for an import", () => {
    source(
      "lib/src/config/fields.ts",
      `// import "../compile/plan.ts"\nexport const s = 'import "../compile/plan.ts"';\n`,
    );
    expect(refusedImports(project)).toEqual([]);
  });

  test("accepts imports from rooms below and from the own room", () => {
    source("lib/src/engine/run.ts", `import "../compile/plan.ts";\nimport "./events.ts";\nimport "../errors.ts";\n`);
    expect(refusedImports(project)).toEqual([]);
  });

  test("refuses a file in no room", () => {
    source("lib/src/util/misc.ts", `import "../errors.ts";\n`);
    expect(refusedImports(project)[0]).toContain("lies in no room");
  });

  test("lets a package import another one only by the listed entry points", () => {
    source("extension/src/index.ts", `import "titer/protocol";\nimport "titer";\nimport "../../lib/src/errors.ts";\n`);
    source("kernel/src/main.ts", `import "titer";\nimport "titer/dist/engine/server.js";\n`);
    expect(refusedImports(project).map((line) => line.split(":")[0])).toEqual([
      'kernel/src/main.ts imports "titer/dist/engine/server.js"',
      'extension/src/index.ts imports "titer"',
      'extension/src/index.ts imports "../../lib/src/errors.ts"',
    ]);
  });
});
