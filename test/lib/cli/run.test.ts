import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, jest, test } from "@jest/globals";
import { titerBuild } from "#lib/engine/build.js";
import { findEngine } from "#lib/engine/launch.js";
import { ownEngine, resultHashes, temporaryFolder, writePlate } from "../engine/support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);
const plate = writePlate(join(folder, "plate"), ["A01", "A02", "B01", "B02"], 4, 2, 3);
const pipelines = join(folder, "pipelines");
mkdirSync(pipelines);

function file(name: string, text: string): string {
  writeFileSync(join(pipelines, name), text);
  return join(pipelines, name);
}

file("radius.ts", "export const radius: number = 7;");
const pipeline = file(
  "pipeline.ts",
  `import { FunctionStep, Pipeline } from "titer";
   import { countCellsSingleChannel, maxProjection, tophat } from "titer/functions";
   import { radius } from "./radius.ts";
   export default new Pipeline({ name: "test", steps: [
     new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] }),
     new FunctionStep({ name: "tophat", func: tophat.with({ selemRadius: radius }) }),
     new FunctionStep({ name: "count", func: countCellsSingleChannel }),
   ] });`,
);

const slow = file(
  "slow.ts",
  `import { FunctionStep } from "titer";
   import { countCellsSingleChannel, gaussianBlur } from "titer/functions";
   export default [
     new FunctionStep({ name: "blur", func: Array.from({ length: 20 }, () => gaussianBlur.with({ sigma: 60 })) }),
     new FunctionStep({ name: "count", func: countCellsSingleChannel }),
   ];`,
);

function titer(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join("lib", "dist", "cli", "main.js"), ...args], { env: { ...process.env } });
}

async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => {
    out += text;
  });
  child.stderr.on("data", (text) => {
    err += text;
  });
  const [code] = await once(child, "close");
  return { code, out, err };
}

/** Waits for the first line that says this. */
async function says(child: ChildProcessWithoutNullStreams, text: string): Promise<void> {
  for await (const line of createInterface({ input: child.stdout })) if (line.includes(text)) return;
  throw new Error(`the command ended without saying "${text}"`);
}

test("runs a pipeline from TypeScript with local imports, says where the results are, and writes nothing beside it", async () => {
  const out = join(folder, "first");
  const before = readdirSync(pipelines);
  const result = await ended(titer("run", pipeline, plate, "--out", out, "--workers", "2"));
  expect(result).toMatchObject({ code: 0, err: "" });
  expect(result.out).toContain("4 wells, 2 workers");
  expect(result.out).toContain("(4/4)");
  expect(result.out).toContain(`results: ${out}`);
  expect(readdirSync(join(out, "results")).sort()).toEqual([
    ...["count_cells.csv", "count_cells.json", "count_cells.parquet", "count_cells_count.svg"],
    ...["count_counts.csv", "count_counts.json", "count_counts.parquet", "count_counts_cellCount.svg"],
    "metaxpress_style_summary.csv",
  ]);
  expect(readdirSync(pipelines)).toEqual(before);
});

test("without threads and with one worker the bytes are the same", async () => {
  const first = join(folder, "threads");
  const second = join(folder, "inline");
  await ended(titer("run", pipeline, plate, "--out", first));
  const result = await ended(titer("run", pipeline, plate, "--out", second, "--executor", "inline", "--json"));
  expect(JSON.parse(result.out)).toMatchObject({ state: "completed", wells: 4, failures: [], output: second });
  expect(resultHashes(second)).toEqual(resultHashes(first));
});

test("a run outlives the command that started it", async () => {
  const out = join(folder, "outlived");
  const command = titer("run", slow, plate, "--out", out, "--workers", "1");
  await says(command, "workers");
  command.kill("SIGKILL");
  const client = await findEngine();
  if (!client) throw new Error("the engine is gone");
  const { runs } = await client.request({ kind: "status" });
  const run = runs.find(({ output }) => output === out);
  const state = await new Promise<string>((resolve, reject) => {
    client
      .attach(run?.runId ?? "", (event) => event.kind === "run-ended" && resolve(event.state), reject)
      .catch(reject);
  });
  client.close();
  expect(state).toBe("completed");
  expect(existsSync(join(out, "results", "count_counts.csv"))).toBe(true);
});

test("Ctrl-C cancels the run", async () => {
  const command = titer("run", slow, plate, "--out", join(folder, "cancelled"), "--workers", "1");
  const end = ended(command);
  await says(command, "workers");
  command.kill("SIGINT");
  const { code, out } = await end;
  expect(code).toBe(1);
  expect(out).toContain("cancelled");
});

test("a failed well is named on standard error, and the exit code is 1", async () => {
  const broken = writePlate(join(folder, "broken"), ["A01", "A02"]);
  writeFileSync(join(broken, "TimePoint_1", "ZStep_1", "plate_A02_s1_w2.TIF"), "II*");
  const { code, err } = await ended(titer("run", pipeline, broken, "--out", join(folder, "partly")));
  expect(code).toBe(1);
  expect(err).toContain("plate_A02_s1_w2.TIF");
  expect(err).toContain("well A02");
});

test.each([
  ["nothing", [], "a pipeline's file is needed"],
  ["no output", ["p.ts", "plate"], "--out is needed"],
  ["an unknown option", ["p.ts", "plate", "--out", "o", "--speed", "9"], "--speed"],
  ["half a worker", ["p.ts", "plate", "--out", "o", "--workers", "0.5"], "a whole number from 1"],
])("a command line with %s is refused with exit code 2", async (_, args, text) => {
  const { code, err } = await ended(titer("run", ...args));
  expect(code).toBe(2);
  expect(err).toContain(text);
});

test.each([
  ["does not exist", join(pipelines, "none.ts"), "does not exist"],
  ["does not compile", file("syntax.ts", "export default ["), "Unexpected end of file"],
  ["throws", file("throws.ts", "throw new Error('no luck');"), "no luck"],
  ["exports nothing", file("nothing.ts", "export const steps = [];"), "no default export"],
  [
    "misspells a parameter",
    file(
      "misspelt.ts",
      'import { tophat } from "titer/functions"; export default [tophat.with({ selemRadios: 3 } as never)];',
    ),
    'Did you mean "selemRadius"?',
  ],
])("a pipeline's file that %s is refused by name", async (_, path, text) => {
  const { code, err } = await ended(titer("run", path, plate, "--out", join(folder, "never")));
  expect(code).toBe(1);
  expect(err).toContain(text);
  expect(existsSync(join(folder, "never"))).toBe(false);
});

test("the engine's status names its process and kernels; stop ends it", async () => {
  expect((await ended(titer("engine", "start"))).code).toBe(0);
  const status = await ended(titer("engine", "status", "--json"));
  expect(JSON.parse(status.out)).toMatchObject({
    version: titerBuild,
    kernels: expect.stringMatching(/^native|^wasm/),
  });
  expect(await ended(titer("engine", "stop"))).toMatchObject({ code: 0, out: "the engine has ended\n" });
  expect(await ended(titer("engine", "status"))).toMatchObject({ code: 1, out: "no engine runs\n" });
});
