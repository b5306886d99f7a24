import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import type { FunctionSource } from "#lib/functions/source.js";
import { bundleFlat, closureOf, definitionsIn, parseFlat } from "#lib/travel/index.js";
import { temporaryFolder } from "../engine/support.js";

const folder = temporaryFolder();
let serial = 0;

/** The source of the last function that a program declares. */
async function sourceOf(
  text: string,
  { files = {}, values = {} }: { files?: Record<string, string>; values?: Record<string, unknown> } = {},
): Promise<FunctionSource> {
  const entry = join(folder, `program${++serial}.ts`);
  for (const [path, content] of Object.entries({ [entry]: text, ...files })) {
    const place = path === entry ? entry : join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  const program = parseFlat(await bundleFlat({ entry }));
  return closureOf(program, definitionsIn(program).at(-1)!, {
    title: (name) => name,
    wasAssigned: () => false,
    localGlobals: new Set(["display"]),
    value: (name) => (name in values ? { value: values[name] } : undefined),
  });
}

const define = (body: string) => `
import { defineFunction } from "titer";
export const fn = defineFunction({ id: "test.fn", run: (stack: unknown[]) => { ${body} } });`;

test("declarations that are used come along, through others too, without types; statements and the rest stay", async () => {
  const source = await sourceOf(`
    const base: number = 5;
    const unused = 7;
    enum Mode { Fast, Slow }
    class Counter { count = base; }
    function helper(mode: Mode): number { return mode + new Counter().count; }
    console.log("hello", unused);
    ${define("return helper(Mode.Slow)")}`);
  expect(source.declarations.join("\n")).toContain("base = 5");
  expect(source.declarations.join("\n")).toContain("function helper(mode)");
  expect(source.declarations.join("\n")).toContain("Counter");
  expect(source.declarations.join("\n")).not.toMatch(/unused|hello/);
  expect(source.imports).toEqual([{ module: "titer", names: { defineFunction: "defineFunction" } }]);
  expect(source.definition).toMatch(/^defineFunction\(\{ id: "test.fn"/);
});

test("imports of Titer and Node stay imports; local files and packages stand in the code", async () => {
  const source = await sourceOf(
    `import { sep } from "node:path";
     import * as kernels from "titer/functions";
     import { double } from "./double.ts";
     import mean from "mean";
     import legacy from "legacy";
     ${define("return [sep, kernels, double(1), mean([1]), legacy()]")}`,
    {
      files: {
        "double.ts": "const factor: number = 2; export const double = (x: number): number => factor * x;",
        "node_modules/mean/package.json": '{ "name": "mean", "type": "module", "main": "index.js" }',
        "node_modules/mean/index.js":
          "let calls = 0; export default (xs) => { calls += 1; return xs.reduce((a, b) => a + b, 0) / xs.length; };",
        "node_modules/legacy/package.json": '{ "name": "legacy", "main": "index.js" }',
        "node_modules/legacy/index.js": "module.exports = () => 42;",
      },
    },
  );
  const byModule = Object.fromEntries(source.imports.map(({ module, names }) => [module, names]));
  expect(byModule).toEqual({
    "node:path": { sep: "sep" },
    "titer/functions": { kernels: "*" },
    titer: { defineFunction: "defineFunction" },
  });
  expect(source.declarations.join("\n")).toContain("factor = 2");
  expect(source.declarations.join("\n")).toContain("calls += 1"); // a package's own state is its own business
  expect(source.declarations.join("\n")).toContain("module.exports = () => 42");
});

test("values that depend on the moment travel as they are now", async () => {
  const source = await sourceOf(
    `const cutoff = await measure(); const lut = new Uint8Array(4); for (let i = 0; i < 4; i++) lut[i] = i * i;
     const options = JSON.parse(process.env.OPTIONS ?? "{}"); declare function measure(): Promise<number>;
     ${define("return [cutoff, lut, options]")}`,
    { values: { cutoff: 12.5, lut: Uint8Array.of(0, 1, 4, 9), options: { mode: "fast", sizes: [1, 2] } } },
  );
  expect(source.declarations).toEqual([
    "var cutoff = 12.5;",
    "var lut = Uint8Array.of(0,1,4,9);",
    'var options = Object.freeze({ ["mode"]: "fast", ["sizes"]: Object.freeze([1, 2]) });',
  ]);
});

test.each<[string, string, string, Record<string, unknown>?]>([
  ["an open file", 'import { openSync } from "node:fs"; const file = openSync("a.txt"); ', "file is an open file"],
  [
    "a handle",
    'const file = await import("node:fs/promises").then((fs) => fs.open("a"));',
    "class FileHandle",
    { file: new (class FileHandle {})() },
  ],
  ["a variable that is assigned", "let file = 1; export function more() { file += 1; }", "file changes"],
  [
    "a list that a function fills",
    "const file: number[] = []; export function more() { file.push(1); }",
    "file changes",
  ],
  ["an object that a function changes", "const file = { n: 1 }; export function more() { file.n++; }", "file changes"],
  [
    "a name of the notebook",
    "const file = () => display(1); declare function display(x: unknown): void;",
    "display is only there in the notebook",
  ],
])("%s is refused by name", async (_, declarations, message, values = {}) => {
  await expect(sourceOf(`${declarations}${define("return file")}`, { values })).rejects.toMatchObject({
    code: "CANNOT_TRAVEL",
    what: expect.stringContaining(message),
  });
});

test("all that cannot travel is named at once", async () => {
  const text = `let a = 1; a = 2; let b = 1; b = 2; ${define("return a + b")}`;
  await expect(sourceOf(text)).rejects.toMatchObject({ details: { names: ["a", "b"] } });
});

test("a variable of the function around the definition is refused by name", async () => {
  const text = `import { defineFunction } from "titer";
    export function make(sigma: number) { return defineFunction({ id: "test.fn", run: () => sigma }); }`;
  await expect(sourceOf(text)).rejects.toMatchObject({ what: expect.stringMatching(/sigma is a local variable/) });
});

test("the same program gives the same source, another constant another one", async () => {
  const program = (n: number) => `const n = ${n}; ${define("return n")}`;
  expect(await sourceOf(program(1))).toEqual(await sourceOf(program(1)));
  expect(await sourceOf(program(2))).not.toEqual(await sourceOf(program(1)));
});
