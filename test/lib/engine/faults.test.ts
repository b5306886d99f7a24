import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import type { WellTools } from "#lib/engine/executeWell.js";
import { inlineExecutor } from "#lib/engine/inline.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { registryWith } from "#lib/engine/registry.js";
import { Runs } from "#lib/engine/runs.js";
import { RunView } from "#lib/engine/runView.js";
import { wellTools } from "#lib/engine/tools.js";
import { writeError } from "#lib/files/disk/atomic.js";
import type { BoundFunction } from "#lib/functions/define.js";
import { defineFunction } from "#lib/functions/define.js";
import { MemoryBudget } from "#lib/image/budget.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import type { RunEvent } from "#lib/protocol/index.js";
import { idle } from "../compile/plates.js";
import { pipeline, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const source = writePlate(join(folder, "plate"), ["A01", "A02", "A03"]);
const options = { overwrite: false, resume: false, kernels: "auto", timeout: 0, priority: 0 };
let numbers = 0;

/** The events of an inline run whose tools were changed, or whose functions are one's own. */
async function eventsOf(
  change: (tools: WellTools) => WellTools,
  steps: readonly FunctionStep[] = pipeline,
  own: readonly BoundFunction[] = [],
): Promise<RunEvent[]> {
  const plate = await PipelineOrchestrator.open(source);
  const { plan } = await plate.compile(steps, { outputRoot: join(folder, `output-${++numbers}`) });
  const registry = registryWith(own);
  const run = new Runs(inlineExecutor(change(wellTools(new MemoryBudget(1 << 30), registry))), registry).submit(
    plan,
    options,
  );
  const events: RunEvent[] = [];
  run.attach((event) => events.push(event));
  await run.ended;
  return events;
}

test("a full disk ends the run with one error that says so", async () => {
  let written = 0;
  const events = await eventsOf((tools) => ({
    ...tools,
    stores: async (task) => {
      const stores = await tools.stores(task);
      const kept: typeof stores.kept = (planned) => {
        const store = stores.kept(planned);
        const write: typeof store.write = (...plane) => {
          if (++written > 5) throw writeError("/out/plane", Object.assign(new Error("no space"), { code: "ENOSPC" }));
          store.write(...plane);
        };
        return { ...store, write };
      };
      return { ...stores, kept };
    },
  }));
  const end = events.at(-1);
  expect(end).toMatchObject({
    kind: "run-ended",
    state: "failed",
    error: { code: "DISK_FULL", where: { well: "A02" } },
  });
  expect(events.filter(({ kind }) => kind === "well-done")).toHaveLength(1);
  expect(events.some((event) => event.kind === "well-started" && event.well === "A03")).toBe(false);
});

test("a well that needs more memory than it may have is tried once more, alone, and then fails by itself", async () => {
  const events = await eventsOf((tools) => ({ ...tools, memory: new MemoryBudget(40_000) }));
  const codes = (kind: string) => events.flatMap((event) => (event.kind === kind && "error" in event ? [event] : []));
  expect(codes("well-retried").map(({ error }) => error?.code)).toEqual(Array(3).fill("OUT_OF_MEMORY"));
  expect(codes("well-failed").map(({ error }) => error?.code)).toEqual(Array(3).fill("OUT_OF_MEMORY"));
  expect(events.at(-1)).toMatchObject({ kind: "run-ended", state: "completed with failures" });
});

test("a group that needs too much memory goes on plane by plane where its functions work so, and says so in an event", async () => {
  const greedy = (limit: number) => {
    const { declaration } = idle("PURE_2D");
    let planes = 0;
    return defineFunction({
      ...declaration,
      id: `test.greedy${limit}`,
      run: (stack, _values, { acquire }) => {
        const [plane] = stack;
        const out = acquire(plane!);
        out.data.set(plane!.data);
        planes++;
        if (planes === limit) throw new RangeError("Array buffer allocation failed");
        return { stack: [out] };
      },
    });
  };
  const scarce = greedy(2);
  const step = new FunctionStep({ name: "greedy", func: [scarce], variableComponents: ["site"] });
  const events = await eventsOf((tools) => tools, [step], [scarce]);
  const splits = events.filter(({ kind }) => kind === "group-split");
  expect(splits).toEqual([
    expect.objectContaining({
      well: "A01",
      step: "greedy",
      error: expect.objectContaining({ where: expect.objectContaining({ step: "greedy" }) }),
    }),
  ]);
  expect(events.at(-1)).toMatchObject({ kind: "run-ended", state: "completed" });
});

test("a group whose functions need all its planes is not split: its well is tried alone", async () => {
  const { declaration } = idle("PURE_3D");
  let calls = 0;
  const scarce = defineFunction({
    ...declaration,
    id: "test.whole",
    run: (stack) => {
      if (++calls === 1) throw new RangeError("Array buffer allocation failed");
      return { stack };
    },
  });
  const step = new FunctionStep({ name: "whole", func: scarce, variableComponents: ["site"] });
  const events = await eventsOf((tools) => tools, [step], [scarce]);
  expect(events.filter(({ kind }) => kind === "group-split")).toEqual([]);
  expect(events.filter(({ kind }) => kind === "well-retried")).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ kind: "run-ended", state: "completed" });
});

test("a well that had no memory because others held it is done when they have given it back", async () => {
  const memory = new MemoryBudget(1 << 20);
  const others = (1 << 20) - 40_000;
  memory.take(others);
  let cleared = 0;
  const events = await eventsOf((tools) => ({
    ...tools,
    memory,
    clear: () => {
      tools.clear();
      if (++cleared === 3) memory.give(others); // all three wells have met the shortage
    },
  }));
  expect(events.filter(({ kind }) => kind === "well-retried")).toHaveLength(3);
  expect(events.at(-1)).toMatchObject({ kind: "run-ended", state: "completed" });
  expect(memory.used).toBe(0);
});

test("all planes of a well are given back: the pool's peak stays at a group", async () => {
  // 2 z planes of 96 x 128 uint16 and their projection are 73,728 bytes; the whole well would be 196,608.
  const steps = pipeline.slice(0, 1);
  const events = await eventsOf((tools) => ({ ...tools, memory: new MemoryBudget(74_000) }), steps);
  expect(events.at(-1)).toMatchObject({ kind: "run-ended", state: "completed" });
});

test.each([
  ["returns too many planes", "FUNCTION_CONTRACT", (stack: readonly unknown[]) => ({ stack: [...stack, ...stack] })],
  [
    "fills a table that it did not declare",
    "FUNCTION_TABLE",
    (stack: readonly unknown[]) => ({ stack, tables: { other: { n: [1] } } }),
  ],
  [
    "fills columns of unequal length",
    "FUNCTION_TABLE",
    (stack: readonly unknown[]) => ({ stack, tables: { found: { n: [1, 2], m: [1] } } }),
  ],
])("a function that %s fails its wells with %s", async (_, code, result) => {
  const wrong = defineFunction({
    ...{ id: "test.wrong", version: 1, doc: "Breaks its word.", contract: "PURE_2D", parameters: {} },
    memory: { input: "cpu", output: "cpu" },
    tables: { found: ["n", "m"].map((name) => ({ name, type: "integer" as const, doc: "A number." })) },
    run: (stack) => result(stack) as { stack: typeof stack }, // wrong on purpose
  });
  const events = await eventsOf((tools) => tools, [new FunctionStep({ name: "wrong", func: wrong })], [wrong]);
  const failed = events.filter((event) => event.kind === "well-failed");
  expect(failed.map((event) => event.error.code)).toEqual([code, code, code]);
});

test("rows about several planes leave open what differs between them", async () => {
  const whole = defineFunction({
    ...{ id: "test.whole", version: 1, doc: "Counts planes.", contract: "PURE_3D", parameters: {} },
    memory: { input: "cpu", output: "cpu" },
    tables: { planes: [{ name: "n", type: "integer", doc: "Planes of the group." }] },
    run: (stack) => ({ stack, tables: { planes: { n: [stack.length] } } }),
  });
  const plate = await PipelineOrchestrator.open(source);
  const step = new FunctionStep({ name: "whole", func: whole, variableComponents: ["z"] });
  const plan = await plate.compile([step], { outputRoot: join(folder, "whole") });
  const run = plate.execute(plan, { executor: "inline" });
  await run;
  expect(run.table("whole").row(0)).toEqual({ well: "A01", site: 1, channel: 1, z: null, timepoint: 1, n: 2 });
});

test("a vanished mount ends the run with one error that says so, and a second run finishes it when it is back", async () => {
  const plate = await PipelineOrchestrator.open(source);
  const { plan } = await plate.compile(pipeline, { outputRoot: join(folder, "mount") });
  let gone = false;
  const vanished = () => Object.assign(new Error("stale file handle"), { code: "ESTALE" });
  const tools = wellTools(new MemoryBudget(1 << 30));
  const flaky: WellTools = {
    ...tools,
    read: (task, file, pool) => {
      if (gone) throw Object.assign(new Error("host is down"), { code: "EHOSTDOWN" });
      return tools.read(task, file, pool);
    },
    stores: async (task) => {
      if (task.well.well === "A02" && !gone) throw writeError("/mnt/out", vanished());
      return tools.stores(task);
    },
  };
  const executed = async (): Promise<RunEvent[]> => {
    const run = new Runs(inlineExecutor(flaky), registryWith()).submit(plan, options);
    const events: RunEvent[] = [];
    run.attach((event) => events.push(event));
    await run.ended;
    return events;
  };
  expect((await executed()).at(-1)).toMatchObject({ state: "failed", error: { code: "WRITE_FAILED" } });
  gone = true; // now the plate's own mount: wells fail by their file
  const failed = (await executed()).filter((event) => event.kind === "well-failed");
  expect(failed.map(({ error }) => [error.code, error.where.well])).toEqual([
    ["PLANE_UNREADABLE", "A02"],
    ["PLANE_UNREADABLE", "A03"],
  ]);
  const back = new Runs(inlineExecutor(tools), registryWith()).submit(plan, options);
  await back.ended;
  expect(back.state).toBe("completed");
});

test("a clock that jumps while a run goes does not change what it says of its time", async () => {
  const real = Date.now;
  const view = new RunView("plate", "/out");
  const at = new Date().toISOString();
  view.apply({ at, runId: "run-1", kind: "run-queued", wells: ["A01"], steps: [], output: "/out", plate: "plate" });
  try {
    for (const jump of [-86_400_000, 86_400_000]) {
      Date.now = () => real() + jump;
      expect(view.shown.seconds).toBeGreaterThanOrEqual(0);
      expect(view.shown.seconds).toBeLessThan(60);
    }
  } finally {
    Date.now = real;
  }
});
