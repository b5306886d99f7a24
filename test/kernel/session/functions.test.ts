// Functions that are declared in cells and in files beside the notebook run in the engine's threads.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { ownEngine, temporaryFolder, writePlate } from "../../lib/engine/support.js";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

jest.setTimeout(120_000); // engines start on busy machines

const folder = temporaryFolder();
ownEngine(folder);
const plate = writePlate(join(folder, "plate"), ["A01", "B02"], 1, 1, 1);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await run(`import { defineFunction, FunctionStep, PipelineOrchestrator } from "titer";
import { threadId } from "node:worker_threads";
const plate = await PipelineOrchestrator.open(${JSON.stringify(plate)});
let runs = 0;
async function firstPixel(func: any) {
  const plan = await plate.compile([new FunctionStep({ name: "mine", func })], { outputRoot: ${JSON.stringify(folder)} + "/out" + ++runs });
  const result = await plate.execute(plan);
  if (result.state !== "completed") throw result.wells[0]!.error;
  const rows = plate.execute(plan).table("mine");
  return { first: rows.column("first")[0], thread: rows.column("thread")[0], digest: plan.plan.digest };
}
const declared = {
  version: 1, doc: "A test.", contract: "PURE_2D", memory: { input: "cpu", output: "cpu" }, parameters: {},
  tables: { seen: [{ name: "first", type: "number", doc: "A value." }, { name: "thread", type: "integer", doc: "Where." }] },
} as const;`);
});
afterAll(() => kernel.stop());

async function run(code: string): Promise<string | undefined> {
  const { reply, outputs } = await kernel.client.execute(code);
  if (reply.content.status !== "ok") throw new Error(String(reply.content.evalue));
  expect(streamText(outputs, "stderr")).toBe("");
  return resultText(outputs);
}

/** Declares `fn`, whose table holds the value of an expression. */
const define = (expression: string): string =>
  `const fn = defineFunction({ ...declared, id: "mine.fn", run: (stack) =>
     ({ stack, tables: { seen: { first: [${expression}], thread: [threadId] } } }) });`;

const seen = async (): Promise<{ first: number; thread: number; digest: string }> =>
  JSON.parse((await run("JSON.stringify(await firstPixel(fn))"))!.slice(1, -1));

test("with declarations of its own cell and of others, in a thread of the engine", async () => {
  await run("const base = 40;\nfunction addBase(n: number): number { return n + base; }");
  await run(`enum Step { One = 1 }\n${define("addBase(Step.One) + 1")}`);
  const { first, thread } = await seen();
  expect(first).toBe(42);
  expect(thread).toBeGreaterThan(0);
});

test("a helper that is declared again counts, as it does in the notebook; the plan is another one", async () => {
  const before = await seen();
  await run("const base = 400;\nfunction addBase(n: number): number { return n + base; }");
  const after = await seen();
  expect(after.first).toBe(402);
  expect(after.digest).not.toBe(before.digest);
});

test("an edited cell counts in its new version only", async () => {
  await run(define("1"));
  expect((await seen()).first).toBe(1);
  await run(define("2"));
  expect((await seen()).first).toBe(2);
});

test("the same text run again gives the same plan", async () => {
  const { digest } = await seen();
  await run(define("2"));
  expect((await seen()).digest).toBe(digest);
});

test("constants travel by value when they were computed here", async () => {
  await run(
    "const cutoff = await Promise.resolve(7.5);\nconst lut = new Uint8Array(3);\nfor (let i = 0; i < 3; i++) lut[i] = 10 * i;",
  );
  await run(define("cutoff + lut[2]!"));
  expect((await seen()).first).toBe(27.5);
});

test("files beside the notebook, and functions declared in them", async () => {
  writeFileSync(join(kernel.folder, "twice.ts"), "export const twice = (n: number): number => 2 * n;");
  await run(`import { twice } from "./twice.ts";\n${define("twice(21)")}`);
  expect((await seen()).first).toBe(42);
  writeFileSync(
    join(kernel.folder, "mine.ts"),
    `import { defineFunction as define } from "titer/functions";
     import { twice } from "./twice.ts";
     export const fn = define({
       id: "mine.fn", version: 1, doc: "", contract: "PURE_2D", memory: { input: "cpu", output: "cpu" }, parameters: {},
       tables: { seen: [{ name: "first", type: "number", doc: "" }, { name: "thread", type: "integer", doc: "" }] },
       run: (stack) => ({ stack, tables: { seen: { first: [twice(5)], thread: [1] } } }),
     });`,
  );
  await run('import { fn } from "./mine.ts";');
  expect((await seen()).first).toBe(10);
});

test("functions of npm packages", async () => {
  const at = join(kernel.folder, "node_modules", "halves");
  mkdirSync(at, { recursive: true });
  symlinkSync(join(process.cwd(), "lib"), join(kernel.folder, "node_modules", "titer"));
  writeFileSync(
    join(at, "package.json"),
    JSON.stringify({ name: "halves", version: "1.0.0", type: "module", exports: "./index.js" }),
  );
  writeFileSync(join(at, "half.js"), "export const half = (n) => n / 2;");
  writeFileSync(
    join(at, "index.js"),
    `import { threadId } from "node:worker_threads";
     import { defineFunction } from "titer/functions";
     import { half } from "./half.js";
     export const halfOf = defineFunction({
       id: "halves.halfOf", version: 1, doc: "", contract: "PURE_2D", memory: { input: "cpu", output: "cpu" },
       parameters: { of: { kind: "number", doc: "A number.", default: 3 } },
       tables: { seen: [{ name: "first", type: "number", doc: "" }, { name: "thread", type: "integer", doc: "" }] },
       run: (stack, { of }) => ({ stack, tables: { seen: { first: [half(of)], thread: [threadId] } } }),
     });`,
  );
  await run('// @ts-ignore: it has no types\nimport { halfOf } from "halves";\nconst fn = halfOf.with({ of: 9 });');
  const { first, thread } = await seen();
  expect(first).toBe(4.5);
  expect(thread).toBeGreaterThan(0);
});

test("an error in the engine shows the code around its place", async () => {
  await run("function deep(n: number): number {\n  const list: number[] = [];\n  return (list as any).missing[n];\n}");
  await run(define("deep(1)"));
  const { reply } = await kernel.client.execute("await firstPixel(fn)");
  expect((reply.content.traceback as string[]).join("\n")).toContain("  >   return list.missing[n];\n");
});

test.each([
  [
    "an open file",
    'import { openSync } from "node:fs";\nconst log = openSync("/dev/null", "w");',
    "log",
    "log is an open file",
  ],
  ["a plate", "", "plate.wells.length", "plate is an object of the class Plate"],
  ["a variable that this cell changes", "let count = 0;\ncount += 1;", "count", "count changes"],
  ["a name that only notebooks have", "", '(display("x"), 1)', "display is only there in the notebook"],
])("%s is refused by name", async (_, before, expression, message) => {
  await run(`${before}\n${define(expression)}`);
  await expect(seen()).rejects.toThrow(message);
});

test("a variable that another cell changes is refused by name", async () => {
  await run("let threshold = 1;");
  await run(define("threshold"));
  expect((await seen()).first).toBe(1);
  await run("threshold = 2;");
  await expect(seen()).rejects.toThrow("threshold changes");
});

test("a generated script holds the function's code and gives the same plan and results", async () => {
  await run("const base = 5;\nfunction addBase(n: number): number { return n + base; }");
  await run(define("addBase(cutoff)"));
  const { first, digest } = await seen();
  const script = join(folder, "generated.ts");
  await run(`import { toScript } from "titer";
import { writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(script)}, await toScript([new FunctionStep({ name: "mine", func: fn })]));`);
  const out = join(folder, "generated");
  const args = [join("lib", "dist", "cli", "main.js"), "run", script, plate, "--out", out];
  expect(spawnSync(process.execPath, args, { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  const plan = JSON.parse(readFileSync(join(out, ".titer", "plan.json"), "utf8"));
  expect(plan.digest).toBe(digest);
  const [, row = ""] = readFileSync(join(out, "results", "mine_seen.csv"), "utf8").split("\n");
  expect(row.split(",")).toContain(String(first));
});
