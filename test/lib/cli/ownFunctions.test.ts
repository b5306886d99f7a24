// Functions that a pipeline's file declares run in the engine's threads.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { ownEngine, resultHashes, temporaryFolder, writePlate } from "../engine/support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);
const plate = writePlate(join(folder, "plate"), ["A01", "B02"]);
const pipelines = join(folder, "pipelines");
mkdirSync(pipelines);
writeFileSync(join(pipelines, "values.ts"), "export const inverse = (value: number): number => 65535 - value;");

function pipelineFile(name: string, offset: number, more = ""): string {
  const file = join(pipelines, name);
  writeFileSync(
    file,
    `import { defineFunction, FunctionStep } from "titer";
     import { threadId } from "node:worker_threads";
     import { inverse } from "./values.ts";
     const offset: number = ${offset};
     ${more}
     const invert = defineFunction({
       id: "mine.invert", version: 1, doc: "Inverts a plane.", contract: "PURE_2D",
       memory: { input: "cpu", output: "cpu" },
       parameters: { scale: { kind: "number", default: 1, doc: "Factor." } },
       tables: { seen: [
         { name: "first", type: "number", doc: "The first pixel." },
         { name: "thread", type: "integer", doc: "Where it ran." },
       ] },
       run: ([plane], { scale }, context) => {
         const out = context.acquire(plane!);
         for (let i = 0; i < out.data.length; i++) out.data[i] = inverse(plane!.data[i]!) * scale + offset;
         return { stack: [out], tables: { seen: { first: [out.data[0]!], thread: [threadId] } } };
       },
     });
     export default [new FunctionStep({ name: "invert", func: invert.with({ scale: 0.5 }) })];`,
  );
  return file;
}

function titerRun(file: string, out: string, ...options: readonly string[]) {
  const args = [join("lib", "dist", "cli", "main.js"), "run", file, plate, "--out", join(folder, out), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, stderr };
}

const column = (out: string, name: string) => {
  const [head = "", ...rows] = readFileSync(join(folder, out, "results", "invert_seen.csv"), "utf8")
    .trim()
    .split("\n");
  const at = head.split(",").indexOf(name);
  return rows.map((row) => Number(row.split(",")[at]));
};

test("in the engine's threads, with local imports and constants, as they do in line", () => {
  const file = pipelineFile("pipeline.ts", 3);
  expect(titerRun(file, "threads")).toMatchObject({ status: 0, stderr: "" });
  expect(titerRun(file, "inline", "--executor", "inline")).toMatchObject({ status: 0, stderr: "" });
  expect(Math.min(...column("threads", "thread"))).toBeGreaterThan(0);
  expect(new Set(column("inline", "thread"))).toEqual(new Set([0]));
  expect(column("threads", "first")).toEqual(column("inline", "first"));
});

test("a changed file gives another plan and other results", () => {
  expect(titerRun(pipelineFile("edited.ts", 3), "edited")).toMatchObject({ status: 0 });
  const before = resultHashes(join(folder, "edited"));
  const changed = pipelineFile("edited.ts", 4);
  const refused = titerRun(changed, "edited");
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("OUTPUT");
  expect(titerRun(changed, "edited", "--overwrite")).toMatchObject({ status: 0, stderr: "" });
  expect(resultHashes(join(folder, "edited"))).not.toEqual(before);
});

test("what cannot travel is refused by name before anything is written", () => {
  const file = pipelineFile(
    "open.ts",
    1,
    'import { openSync } from "node:fs"; const log = openSync("/dev/null", "w");',
  );
  writeFileSync(file, readFileSync(file, "utf8").replace("const out =", "void log; const out ="));
  const { status, stderr } = titerRun(file, "refused");
  expect(status).toBe(1);
  expect(stderr).toMatch(/mine.invert.*log is an open file/s);
});
