import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import type { CompiledPlan } from "#lib/engine/compiled.js";
import { connectEngine, findEngine } from "#lib/engine/launch.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { Plate } from "#lib/engine/plate.js";
import type { FunctionStep } from "#lib/pipeline/index.js";
import type { RunEvent } from "#lib/protocol/index.js";
import {
  enginePid,
  ownEngine,
  pipeline,
  resultHashes,
  slowPipeline,
  stopEngine,
  temporaryFolder,
  writePlate,
} from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const wells = ["A01", "A02", "B01", "B02", "C01", "C02"];
const source = writePlate(join(folder, "plate"), wells);
const submission = {
  kind: "submit",
  overwrite: false,
  resume: false,
  kernels: "auto",
  timeout: 0,
  priority: 0,
} as const;

async function compiled(
  output: string,
  steps: readonly FunctionStep[],
): Promise<{ readonly plate: Plate; readonly plan: CompiledPlan }> {
  const plate = await PipelineOrchestrator.open(source);
  const plan = await withConfig("pipeline", { numWorkers: 2 }, () => plate.compile(steps, { outputRoot: output }));
  return { plate, plan };
}

/** What an undisturbed run gives. */
async function undisturbed(steps: readonly FunctionStep[]): Promise<Record<string, string>> {
  const output = join(folder, `undisturbed-${steps.length}`);
  const { plate, plan } = await compiled(output, steps);
  await plate.execute(plan, { executor: "inline" });
  return resultHashes(output);
}

/** Follows a run in whichever engine has it until it has ended, without ever starting an engine; gives its events. */
async function followed(runId: string): Promise<RunEvent[]> {
  for (;;) {
    const client = await findEngine();
    if (client === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 20)); // it is being started again
      continue;
    }
    const events: RunEvent[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        const hear = (event: RunEvent) => {
          events.push(event);
          if (event.kind === "run-ended") resolve();
        };
        client.attach(runId, hear, reject).catch(reject);
      });
      return events;
    } catch {
      // the engine died
    } finally {
      client.close();
    }
  }
}

test("a run goes on when the engine is killed, and whoever awaits it gets the same result", async () => {
  const output = join(folder, "awaited");
  const { plate, plan } = await compiled(output, slowPipeline);
  const run = plate.execute(plan);
  let killed = 0;
  const kinds: string[] = [];
  for await (const event of run.events) {
    kinds.push(event.kind);
    if (event.kind === "well-done" && killed++ === 0) process.kill(await enginePid(), "SIGKILL");
  }
  expect(await run).toMatchObject({ state: "completed" });
  expect(kinds.filter((kind) => kind === "run-resumed")).toHaveLength(1);
  expect(kinds.filter((kind) => kind === "run-queued")).toHaveLength(1);
  expect(resultHashes(output)).toEqual(await undisturbed(slowPipeline));
});

test("a run that nobody watches goes on by itself when the engine is killed", async () => {
  const output = join(folder, "alone");
  const { plan } = await compiled(output, slowPipeline);
  const client = await connectEngine();
  const { runId } = await client.request({ ...submission, plan: plan.plan });
  const pid = await enginePid();
  const hear = (event: RunEvent) => {
    if (event.kind === "progress") process.kill(pid, "SIGKILL");
  };
  client.attach(runId, hear, () => {}).catch(() => {});
  await client.closed;
  const events = await followed(runId);
  expect(events.at(-1)).toMatchObject({ kind: "run-ended", state: "completed" });
  const resumed = events.flatMap((event) => (event.kind === "run-resumed" ? event.interrupted : []));
  expect(resumed.length).toBeGreaterThan(0);
  for (const well of resumed) {
    const kinds = events.flatMap((event) => ("well" in event && event.well === well ? [event.kind] : []));
    expect(kinds.filter((kind) => kind !== "progress")).toEqual(["well-started", "well-started", "well-done"]);
  }
  expect(resultHashes(output)).toEqual(await undisturbed(slowPipeline));
});

test("a well that brings the engine down twice is set aside by name; all others are done", async () => {
  await stopEngine();
  const engine = fileURLToPath(new URL("./deadlyEngine.js", import.meta.url));
  const child = spawn(process.execPath, [engine], {
    env: process.env,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const pipe = child.stdio[3];
  if (!pipe) throw new Error("no pipe");
  await once(pipe, "data");
  const output = join(folder, "deadly");
  const { plate, plan } = await compiled(output, pipeline);
  const client = await findEngine();
  const { runId } = (await client?.request({ ...submission, plan: plan.plan })) ?? { runId: "" };
  client?.close();
  const events = await followed(runId);
  expect(events.filter(({ kind }) => kind === "run-resumed")).toHaveLength(2);
  expect(events.at(-1)).toMatchObject({ kind: "run-ended", state: "completed with failures" });
  expect(events.filter(({ kind }) => kind === "well-failed")).toEqual([
    expect.objectContaining({
      well: "B01",
      error: expect.objectContaining({
        code: "WELL_SET_ASIDE",
        where: expect.objectContaining({ well: "B01", step: "project" }),
      }),
    }),
  ]);
  // Without the defect, only that well is missing, and the output is what it should be.
  await stopEngine();
  const result = await plate.execute(plan);
  expect(result.wells.map(({ well, state }) => [well, state])).toEqual(
    wells.map((well) => [well, well === "B01" ? "done" : "skipped"]),
  );
  expect(resultHashes(output)).toEqual(await undisturbed(pipeline));
});

test("the history of a run is there for clients of a later engine, whatever a power cut left behind it", async () => {
  const output = join(folder, "history");
  const { plate, plan } = await compiled(output, pipeline);
  const run = plate.execute(plan);
  const heard: RunEvent[] = [];
  for await (const event of run.events) heard.push(event);
  await stopEngine();
  appendFileSync(join(output, ".titer", "events.jsonl"), '{"at":"2026-'); // torn
  (await connectEngine()).close();
  expect(await followed(heard[0]?.runId ?? "")).toEqual(heard);
  // the next run writes its events behind the whole ones
  await plate.execute(plan);
  const lines = readFileSync(join(output, ".titer", "events.jsonl"), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line).kind).filter((kind) => kind === "run-ended")).toHaveLength(2);
});

test("a run whose folder is gone when the engine comes back has failed, and says so", async () => {
  const output = join(folder, "gone");
  const { plan } = await compiled(output, slowPipeline);
  const client = await connectEngine();
  const { runId } = await client.request({ ...submission, plan: plan.plan });
  const pid = await enginePid();
  process.kill(pid, "SIGSTOP"); // so that it does not make the folder again while it is removed
  rmSync(output, { recursive: true });
  process.kill(pid, "SIGKILL");
  await client.closed;
  (await connectEngine()).close();
  const events = await followed(runId);
  expect(events).toEqual([expect.objectContaining({ kind: "run-ended", state: "failed" })]);
  expect(events[0]).toMatchObject({ error: { code: "RUN_LOST", where: { file: output } } });
});

test("a client that is killed loses nothing: its run goes on", async () => {
  const output = join(folder, "killed client");
  const { plan } = await compiled(output, slowPipeline);
  const client = await connectEngine();
  const { runId } = await client.request({ ...submission, plan: plan.plan });
  client.close(); // the engine sees the same when the process is killed: the line ends
  await client.closed;
  expect((await followed(runId)).at(-1)).toMatchObject({ kind: "run-ended", state: "completed" });
});

test("a paused run begins no further well, and goes on when it is told to", async () => {
  const { plate, plan } = await compiled(join(folder, "paused"), slowPipeline);
  const run = plate.execute(plan);
  let done = 0;
  for await (const event of run.events) {
    if (event.kind === "well-started" && done === 0) run.pause();
    if (event.kind === "run-paused") break;
    if (event.kind === "well-done") done++;
  }
  expect(run.state).toBe("paused");
  expect(run.resume()).toBe(run);
  expect(await run).toMatchObject({ state: "completed" });
});
