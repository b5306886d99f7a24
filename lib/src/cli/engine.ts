import { connectEngine, findEngine } from "../engine/launch.ts";
import type { EngineStatus } from "../engine/messages.ts";
import { parseCommand, usageError } from "./command.ts";

const usage = "titer engine status|start|stop [--force] [--json]";

/** `titer engine`: what the engine of this user does, and its beginning and end. Exit code 1 when none runs. */
export async function engine(args: readonly string[]): Promise<number> {
  const options = { force: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values, positionals } = parseCommand(args, options, usage);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [verb, more] = positionals;
  if (more !== undefined) throw usageError(`"${more}" is too much`, usage);
  switch (verb) {
    case "status":
      return show(values.json ?? false, false);
    case "start":
      return show(values.json ?? false, true);
    case "stop":
      return stop(values.force ?? false);
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
  const client = await findEngine(process.env, true);
  await client?.request({ kind: "stop", force });
  await client?.closed;
  process.stdout.write(client ? "the engine has ended\n" : "no engine runs\n");
  return 0;
}

function text({ pid, version, uptimeSeconds, kernels, threads, clients, runs }: EngineStatus): string {
  const facts = [
    `pid ${pid}, Titer ${version}, up ${uptimeSeconds} s`,
    `kernels ${kernels}, ${threads} threads, ${clients} clients (this one included)`,
    ...(runs.length === 0
      ? ["no runs"]
      : runs.map(({ runId, state, plate, output }) => `${runId} ${state}: ${plate} -> ${output}`)),
  ];
  return facts.join("\n");
}
