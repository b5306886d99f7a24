import { connectEngine, findEngine } from "../engine/launch.ts";
import type { EngineFacts } from "../protocol/panelEngine.ts";
import { numberOption, parseCommand, usageError } from "./command.ts";
import { showLogs } from "./engineLogs.ts";

const usage = `titer engine status|start|stop [--force] [--json]
       titer engine cancel|pause|continue RUN
       titer engine logs [--run RUN] [--worker N] [--level debug|info|warn|error] [--lines N] [--json]`;

const options = {
  force: { type: "boolean" },
  json: { type: "boolean" },
  run: { type: "string" },
  worker: { type: "string" },
  level: { type: "string" },
  lines: { type: "string" },
  help: { type: "boolean" },
} as const;

/** `titer engine`: what the engine of this user does, its runs and its logs, its beginning and end. Exit code 1 when none runs. */
export async function engine(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, options, usage, 2);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [verb, runId] = positionals;
  const json = values.json ?? false;
  const aboutRun = verb === "cancel" || verb === "pause" || verb === "continue";
  if (runId !== undefined && !aboutRun) throw usageError(`"${runId}" is too much`, usage);
  switch (verb) {
    case "status":
      return show(json, false);
    case "start":
      return show(json, true);
    case "stop":
      return stop(values.force ?? false);
    case "cancel":
    case "pause":
    case "continue":
      if (runId === undefined) throw usageError(`say which run to ${verb}; titer engine status lists them`, usage);
      return tell(verb, runId);
    case "logs": {
      const { run, worker, level } = values;
      const lines = numberOption("lines", values.lines, { absent: 200, min: 0, max: 1e9 }, usage);
      return showLogs({ run, worker, level, lines, json }, usage);
    }
    default:
      throw usageError(verb === undefined ? "say what to do" : `the engine can't "${verb}"`, usage);
  }
}

async function show(json: boolean, start: boolean): Promise<number> {
  const client = start ? await connectEngine() : await findEngine();
  const status = await client?.request({ kind: "status" });
  client?.close();
  process.stdout.write(json ? `${JSON.stringify(status ?? null)}\n` : `${status ? text(status) : "no engine runs"}\n`);
  return status ? 0 : 1;
}

async function stop(force: boolean): Promise<number> {
  const client = await findEngine(process.env, { anyVersion: true });
  await client?.request({ kind: "stop", force });
  await client?.closed;
  process.stdout.write(client ? "the engine has ended\n" : "no engine runs\n");
  return 0;
}

async function tell(kind: "cancel" | "pause" | "continue", runId: string): Promise<number> {
  const client = await findEngine();
  if (!client) {
    process.stdout.write("no engine runs\n");
    return 1;
  }
  try {
    await client.request({ kind, runId });
  } finally {
    client.close();
  }
  return 0;
}

function text({ pid, version, uptimeSeconds, kernels, threads, clients, runs }: EngineFacts): string {
  const facts = [
    `pid ${pid}, Titer ${version}, up ${uptimeSeconds} s`,
    `kernels ${kernels}, ${threads} threads, ${clients} clients (this one included)`,
    ...(runs.length === 0
      ? ["no runs"]
      : runs.map(({ runId, state, plate, output }) => `${runId} ${state}: ${plate} -> ${output}`)),
  ];
  return facts.join("\n");
}
