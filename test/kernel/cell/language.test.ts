import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

test.each([
  ["top-level await", "const awaited = await Promise.resolve(5); awaited", "5"],
  [
    "enums and parameter properties",
    "enum E { A = 2 }\nclass P { constructor(readonly x: number) {} }\nnew P(E.A).x",
    "2",
  ],
  [
    "for await with break",
    "let sum = 0; for await (const x of [Promise.resolve(1), 2, 3]) { if (x === 3) break; sum += x; }\nsum",
    "3",
  ],
  ["a cell that starts with a comment", "// comment\n1 + 1", "2"],
  ["an object literal in brackets", "({ a: 1 })", "{ a: 1 }"],
  [
    "generators and async functions",
    "async function* two() { yield 1; yield 2; }\nconst all: number[] = []; for await (const x of two()) all.push(x);\nall",
    "[ 1, 2 ]",
  ],
  [
    "standard decorators",
    "const seen: string[] = []; function note(_: unknown, c: ClassMethodDecoratorContext) { seen.push(String(c.name)); }\nclass D { @note m() {} }\nseen",
    "[ 'm' ]",
  ],
  [
    "typings of TypeScript 5.7 and later",
    "const bytes = new Uint8Array(2); const memory: ArrayBuffer = bytes.buffer; memory.byteLength",
    "2",
  ],
  [
    "satisfies and const type parameters",
    "const one = <const T>(t: T) => t; (one(['a']) satisfies readonly ['a'])[0]",
    "'a'",
  ],
  ["export modifiers", "export const exported = 4; export function f() { return exported; }\nf()", "4"],
  [
    "decorators of classes, fields and accessors, with their initializers",
    `function tag<T extends abstract new (...a: never[]) => object>(c: T, _: ClassDecoratorContext) { return Object.assign(c, { tag: 1 }); }
function twice(_: undefined, __: ClassFieldDecoratorContext) { return (n: number) => n * 2; }
@tag class Made { @twice size = 4; accessor name = "a"; static #count = 3; static get count() { return Made.#count; } }
[Reflect.get(Made, "tag"), new Made().size, new Made().name, Made.count]`,
    "[ 1, 8, 'a', 3 ]",
  ],
  ["const enums and namespaces with values", "const enum C { X = 7 }\nnamespace N { export const y = C.X; }\nN.y", "7"],
  [
    "destructuring with defaults, rest and renaming",
    "const { a: first, b: { c = 3 } = {}, ...others }: any = { a: 1, d: 4 };\nlet [head, , ...tail] = [1, 2, 3, 4];\n[first, c, others, head, tail]",
    "[ 1, 3, { d: 4 }, 1, [ 3, 4 ] ]",
  ],
  [
    "overloads",
    "function f2(a: string): string;\nfunction f2(a: number): number;\nfunction f2(a: any) { return a; }\nf2(3)",
    "3",
  ],
  [
    "labels, switch and regular expressions",
    "let n9 = 0;\nouter: for (;;) { for (;;) { n9++; break outer; } }\nswitch (n9) { case 1: n9 = /a(?<b>.)/u.exec('ab')!.groups!.b.length; }\nn9",
    "1",
  ],
  [
    "await using",
    "const log9: string[] = [];\n{ await using _x = { async [Symbol.asyncDispose]() { log9.push('closed'); } }; log9.push('open'); }\nlog9",
    "[ 'open', 'closed' ]",
  ],
  [
    "dynamic import and import.meta",
    "const { sep } = await import('node:path');\n[sep, typeof import.meta.url]",
    "[ '/', 'string' ]",
  ],
  [
    "this and arguments in functions",
    "function count9(this: unknown) { return [this, arguments.length] as const; }\ncount9.call(undefined as never)[1]",
    "0",
  ],
  ["a packet of CommonJS through require", "require('node:path').basename('/a/b')", "'b'"],
])("%s", async (_, code, result) => {
  const { outputs } = await kernel.client.execute(code);
  expect(streamText(outputs, "stderr")).toBe("");
  expect(resultText(outputs)).toBe(result);
});

test("using disposes at the end of its block, and at the end of the cell", async () => {
  const { outputs } = await kernel.client.execute(
    'const open = (name: string) => ({ [Symbol.dispose]() { console.log(name); } });\nusing whole = open("cell");\n{ using inner = open("block"); }\nconsole.log("last");',
  );
  expect(streamText(outputs, "stdout")).toBe("block\nlast\ncell\n");
});

describe("imports", () => {
  test("of packages in CommonJS and in ES modules, with default, names and namespace", async () => {
    const { outputs } = await kernel.client.execute(
      'import ts, { ScriptTarget } from "typescript";\nimport * as zod from "titer/errors";\nimport type { TiterError } from "titer";\n[typeof ts.version, ScriptTarget.ES5, typeof zod.closestName]',
    );
    expect(resultText(outputs)).toBe("[ 'string', 1, 'function' ]");
  });

  test("of titer give the kernel's own copy in every cell", async () => {
    await kernel.client.execute('import * as first from "titer";');
    const { outputs } = await kernel.client.execute(
      'import * as second from "titer";\n[first === second, second === await import("titer")]',
    );
    expect(resultText(outputs)).toBe("[ true, true ]");
  });

  test("of titer and titer/functions are typed", async () => {
    const { outputs } = await kernel.client.execute(
      'import { FunctionStep } from "titer";\nimport * as functions from "titer/functions";\nconst bad: FunctionStep = 5; Object.keys(functions).length > 0',
    );
    expect(streamText(outputs, "stderr")).toContain("TS2322");
    expect(resultText(outputs)).toBe("true");
  });

  test("of JSON files in the notebook's folder", async () => {
    await writeFile(join(kernel.folder, "data.json"), '{"wells": ["A01"]}');
    const { outputs } = await kernel.client.execute('import data from "./data.json";\ndata.wells[0]?.toLowerCase()');
    expect(streamText(outputs, "stderr")).toBe("");
    expect(resultText(outputs)).toBe("'a01'");
  });

  test("with attributes", async () => {
    await writeFile(join(kernel.folder, "settings.json"), '{ "wells": 12 }');
    const code = 'import settings from "./settings.json" with { type: "json" };\nsettings.wells';
    const { outputs } = await kernel.client.execute(code);
    expect([resultText(outputs), streamText(outputs, "stderr")]).toEqual(["12", ""]);
  });

  test("of subpaths that a package exports, typed, in ES modules and in CommonJS", async () => {
    const folder = join(kernel.folder, "node_modules", "stains");
    await mkdir(join(folder, "lib"), { recursive: true });
    const exports = {
      "./dyes": { types: "./lib/dyes.d.ts", import: "./lib/dyes.mjs", require: "./lib/dyes.cjs" },
      "./old": { types: "./lib/old.d.cts", default: "./lib/old.cjs" },
    };
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "stains", version: "1.0.0", exports }));
    await writeFile(join(folder, "lib", "dyes.d.ts"), 'export declare const dapi: "blue";');
    await writeFile(join(folder, "lib", "dyes.mjs"), 'export const dapi = "blue";');
    await writeFile(join(folder, "lib", "dyes.cjs"), 'exports.dapi = "required";');
    await writeFile(join(folder, "lib", "old.d.cts"), "declare function old(n: number): number; export = old;");
    await writeFile(join(folder, "lib", "old.cjs"), "module.exports = (n) => n + 1;");
    const code =
      'import { dapi } from "stains/dyes";\nimport old from "stains/old";\nconst typed: "blue" = dapi;\n[typed, old(1), require("stains/dyes").dapi]';
    const { outputs } = await kernel.client.execute(code);
    expect([resultText(outputs), streamText(outputs, "stderr")]).toEqual(["[ 'blue', 2, 'required' ]", ""]);
    const { reply } = await kernel.client.execute('import "stains/lib/dyes.mjs";');
    expect(reply.content).toMatchObject({ status: "error", evalue: expect.stringContaining("not defined by") });
  });

  test("of something that does not exist name it", async () => {
    const { reply } = await kernel.client.execute('import { x } from "no-such-package";');
    expect(reply.content.evalue).toContain("no-such-package");
    const missing = await kernel.client.execute('import { nothing } from "titer";\nnothing');
    expect(missing.reply.content.evalue).toContain("does not provide an export named 'nothing'");
  });
});

describe("what the compiler says", () => {
  test("a type error is a warning beside the result, with position and code frame", async () => {
    const { outputs } = await kernel.client.execute('const n: number = 1;\nconst wrong: number = "text";\nwrong');
    const text = streamText(outputs, "stderr");
    expect(text).toMatch(/^In\[\d+\]:2:7 - warning TS2322: Type 'string' is not assignable to type 'number'\./);
    expect(text).toContain('> 2 | const wrong: number = "text";\n    |       ^^^^^');
    expect(resultText(outputs)).toBe("'text'");
  });

  test("%%strict makes a type error stop the cell", async () => {
    const { reply, outputs } = await kernel.client.execute(
      '%%strict\nconsole.log("ran"); const wrong: number = "text";',
    );
    expect(reply.content.ename).toBe("CompileError");
    expect(streamText(outputs, "stdout")).toBe("");
  });

  test("a hint says how a type error can be corrected", async () => {
    const warning = async (code: string) => streamText((await kernel.client.execute(code)).outputs, "stderr");
    expect(await warning('const plates9 = ["a"]; plates9.lenght;')).toContain("hint: Change spelling to 'length'");
    expect(await warning("async function load9() { return { wells: 3 }; }\nload9().wells;")).toContain(
      "hint: Did you forget to use 'await'?",
    );
    expect(await warning('import { tophat } from "titer/functions";\ntophat.with({ selemRadios: 3 });')).toContain(
      "Did you mean to write 'selemRadius'?",
    );
  });

  test("JSX is no TypeScript here", async () => {
    const { reply } = await kernel.client.execute("const view = <b>bold</b>;");
    expect(reply.content).toMatchObject({ status: "error", ename: "CompileError" });
  });

  test("cells are strict: a missing check of undefined and an implicit any are told", async () => {
    const { outputs } = await kernel.client.execute(
      "const m9 = new Map<string, number>();\nconst n8: number = m9.get('a');\nfunction g9(x) { return x; }",
    );
    expect(streamText(outputs, "stderr")).toMatch(/TS2322[\s\S]*TS7006/);
  });

  test("a syntax error stops the cell before anything runs", async () => {
    const { reply, outputs } = await kernel.client.execute('console.log("ran");\nconst = 5;');
    expect(reply.content.ename).toBe("CompileError");
    expect(String((reply.content.traceback as string[]).join("\n"))).toMatch(/In\[\d+\]:2:7 - error TS1134/);
    expect(streamText(outputs, "stdout")).toBe("");
  });

  test("what is missing at the very end is shown there", async () => {
    const { reply } = await kernel.client.execute("let unfinished = 1;\nunfinished +\n");
    expect(reply.content.ename).toBe("CompileError");
    const text = (reply.content.traceback as string[]).join("\n");
    expect(text).toMatch(/In\[\d+\]:2:13 - error TS1109: Expression expected/);
    expect(text).toContain("> 2 | unfinished +");
  });
});

describe("a trace", () => {
  test("of what an awaited promise throws points to where the cell waited", async () => {
    const { reply } = await kernel.client.execute(
      'import { readFile } from "node:fs/promises";\nconst ready = 1;\nif (ready) await readFile("/no/such/file");',
    );
    const text = (reply.content.traceback as string[]).join("\n");
    expect(text).toMatch(/at In\[\d+\]:3:18\n/);
    expect(text).toContain('> 3 | if (ready) await readFile("/no/such/file");');
  });

  test("of a coded error shows the cell's line and nothing of Titer's inside", async () => {
    const { reply } = await kernel.client.execute(
      'import { PipelineOrchestrator } from "titer";\nconst lost = await PipelineOrchestrator.open("/no/plate");',
    );
    const text = (reply.content.traceback as string[]).join("\n");
    expect(text).toMatch(/^TiterError: the folder does not exist[^\n]*\n {4}at In\[\d+\]:2:20\n/);
    expect(text).not.toContain("/dist/");
  });

  test("points to TypeScript lines across cells and hides the kernel", async () => {
    await kernel.client.execute(
      "interface Unused { a: 1 }\n\nfunction thrower(n: number): never {\n  throw new RangeError('no ' + n);\n}",
    );
    const { reply } = await kernel.client.execute(
      "type AlsoUnused = 1;\nconst run = async () => { await null; thrower(3); };\n\nawait run();",
    );
    const text = (reply.content.traceback as string[]).join("\n");
    expect(text).toMatch(/^RangeError: no 3\n {4}at thrower \(In\[\d+\]:4:9\)\n {4}at run \(In\[\d+\]:2:\d+\)/);
    expect(text).toContain("> 4 |   throw new RangeError('no ' + n);");
    expect(text).not.toMatch(/kernel|node:|Generator/);
  });

  test("that a cell prints itself is mapped too", async () => {
    const { outputs } = await kernel.client.execute('interface Gone { a: 1 }\nconsole.log(new Error("seen").stack);');
    expect(streamText(outputs, "stdout")).toMatch(/^Error: seen\n {4}at In\[\d+\]:2:13\n$/);
  });
});
