import { connectEngine, type EngineClient, findEngine, keptRuns, readPlan } from "titer/engine";
import { TiterError } from "titer/errors";
import { type EngineRequests, guards } from "titer/protocol";
import { EngineWatch } from "./engineWatch.ts";
import { findLogs } from "./logs.ts";
import type { PanelHandlers } from "./panels.ts";
import { RunWatch } from "./runWatch.ts";

const { boolean, count, fields, oneOf, optional, string } = guards;

/** Answers about the engine of this user, its runs and its logs. */
export function engineHandlers(): PanelHandlers<keyof EngineRequests> {
  const engine = new EngineWatch();
  const runs = new RunWatch();
  return {
    "engine.watch": { guard: fields({}), answer: (_, page) => engine.add(page) },
    "engine.start": {
      guard: fields({}),
      answer: async (_, page) => {
        (await connectEngine()).close();
        return engine.add(page);
      },
    },
    "engine.stop": {
      guard: fields({ force: boolean }),
      answer: async ({ force }) => {
        const running = await findEngine(process.env, { anyVersion: true });
        await running?.request({ kind: "stop", force });
        await running?.closed;
        await engine.look();
        return null;
      },
    },
    "session.end": {
      guard: fields({ session: string, how: oneOf("quit", "force") }),
      answer: async ({ session, how }) => {
        await withEngine((client) => client.request({ kind: "end-session", session, how }));
        return null;
      },
    },
    "engine.logs": {
      guard: fields({
        runId: optional(string),
        from: optional(string),
        level: oneOf("debug", "info", "warn", "error"),
        words: string,
        limit: count,
      }),
      answer: findLogs,
    },
    "run.list": { guard: fields({}), answer: () => keptRuns() },
    "run.watch": { guard: fields({ runId: string }), answer: ({ runId }, page) => runs.add(runId, page) },
    "run.leave": {
      guard: fields({ runId: string }),
      answer: ({ runId }, page) => {
        runs.leave(runId, page);
        return null;
      },
    },
    "run.tell": {
      guard: fields({ runId: string, what: oneOf("cancel", "pause", "continue") }),
      answer: async ({ runId, what }) => {
        await withEngine((client) => client.request({ kind: what, runId }));
        await engine.look();
        return null;
      },
    },
    "run.resume": {
      guard: fields({ runId: string }),
      answer: ({ runId }) => withEngine((client) => resume(client, runId)),
    },
  };
}

/** The plan of an ended run once more; what is done is kept. */
async function resume(client: EngineClient, runId: string): Promise<{ readonly runId: string }> {
  const { runs } = await client.request({ kind: "status" });
  const run = runs.find((one) => one.runId === runId);
  if (run === undefined) {
    throw new TiterError("UNKNOWN_RUN", {
      what: `the engine knows no run ${runId} any more`,
      todo: "Run the plate again: finished wells are kept.",
    });
  }
  const how = {
    overwrite: false,
    resume: false,
    kernels: process.env.TITER_KERNELS || "auto",
    timeout: 0,
    priority: 0,
  };
  return client.request({ kind: "submit", plan: readPlan(run.output), ...how });
}

async function withEngine<T>(work: (client: EngineClient) => Promise<T>): Promise<T> {
  const client = await connectEngine();
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
