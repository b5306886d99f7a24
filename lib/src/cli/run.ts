import { connectEngine } from "../engine/launch.ts";
import type { Plate } from "../engine/plate.ts";
import type { PlateResult, PlatesResult, PlatesRun } from "../engine/platesRun.ts";
import { numberOption, parseCommand, usageError } from "./command.ts";
import { openArguments, openOptions, openUsage } from "./openOptions.ts";

const usage = `titer run PIPELINE.ts [PLATE] --out DIR [--workers N] [--overwrite | --resume] [--priority N] [--timeout SECONDS] [--executor threads|inline] [--json] ${openUsage}`;

const options = {
  ...openArguments,
  out: { type: "string" },
  workers: { type: "string" },
  executor: { type: "string" },
  overwrite: { type: "boolean" },
  resume: { type: "boolean" },
  priority: { type: "string" },
  timeout: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/**
 * `titer run`: compiles a pipeline for a plate and executes it in the engine; a file that exports an `Orchestration` names its
 * plates itself, all are compiled before the first is executed. Exit code 0 when all wells are done, 1 when some failed, the
 * run failed or was cancelled (Ctrl-C).
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, options, usage, 2);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [pipelineFile, plateFolder] = positionals;
  if (!pipelineFile) throw usageError("a pipeline's file is needed", usage);
  const { out, executor = "threads" } = values;
  if (!out) throw usageError("--out is needed", usage);
  if (executor !== "threads" && executor !== "inline") throw usageError(`there is no executor "${executor}"`, usage);
  const workers = workersFrom(values.workers);
  const { overwrite = false, resume = false } = values;
  if (overwrite && resume) throw usageError("--overwrite and --resume exclude each other", usage);
  const timeout = numberOption("timeout", values.timeout, { absent: 0, min: 0, max: 1e6, whole: false }, usage);
  const priority = numberOption("priority", values.priority, { absent: 0, min: -1e6, max: 1e6, whole: false }, usage);

  // The engine starts while the rest is loaded, and the pipeline's file is bundled by a process of its own (hence the imports below);
  // what goes wrong with either is said when it is used.
  const engine = executor === "threads" ? connectEngine() : undefined;
  engine?.catch(() => {});
  try {
    const loading = import("./loadPipeline.ts").then(({ loadPipeline }) => loadPipeline(pipelineFile));
    loading.catch(() => {});
    const [{ compileJobs }, { PipelineOrchestrator }] = await Promise.all([
      import("./jobs.ts"),
      import("../engine/orchestrator.ts"),
    ]);
    const open = await openOptions(values);
    const { missing = "error", ...format } = open;
    const jobs = await compileJobs(loading, plateFolder, { ...{ out, workers, missing }, open: format });
    const json = values.json ?? false;
    const going = PipelineOrchestrator.execute(jobs, { executor, overwrite, resume, timeout, priority });
    const { plates, summary } = await followed(going, jobs.length, json);
    if (summary !== undefined && !json) process.stdout.write(`summary of all plates: ${summary}\n`);
    const [only, ...more] = plates;
    if (only?.error && more.length === 0) throw only.error;
    return Math.max(...plates.map((result) => report(result, json)));
  } finally {
    (await engine?.catch(() => undefined))?.close();
  }
}

/** Prints what happens, and cancels at Ctrl-C. */
async function followed(going: PlatesRun, plates: number, quiet: boolean): Promise<PlatesResult> {
  const cancel = () => going.cancel();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  try {
    if (!quiet) await narrate(going, plates);
    return await going;
  } finally {
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
}

async function narrate(going: PlatesRun, plates: number): Promise<void> {
  const wells = new Map<Plate, { readonly all: number; ended: number }>();
  for await (const { plate, event } of going.events) {
    const say = (line: string) => process.stdout.write(`${plates > 1 ? `${plate.name}: ` : ""}${line}\n`);
    if (event.kind === "run-queued") wells.set(plate, { all: event.wells.length, ended: 0 });
    const counts = wells.get(plate) ?? { all: 0, ended: 0 };
    const ended = () => `(${++counts.ended}/${counts.all})`;
    if (event.kind === "run-started") say(`${counts.all} wells, ${event.workers} workers, kernels ${event.kernels}`);
    if (event.kind === "well-done") say(`${event.well} done in ${event.seconds.toFixed(2)} s ${ended()}`);
    if (event.kind === "well-skipped") say(`${event.well} skipped: ${event.reason} ${ended()}`);
    if (event.kind === "well-failed") say(`${event.well} FAILED: ${event.error.what} ${ended()}`);
  }
}

/** Prints how a plate's run ended; gives the exit code. */
function report({ result, error }: PlateResult, json: boolean): number {
  if (error) process.stderr.write(`titer: ${error.message}\n`);
  if (!result) return 1; // it could not go on, or was cancelled before it began
  const { state, wells, output, seconds, kernels } = result;
  const failures = wells.flatMap(({ well, error }) => (error ? [{ well, ...error.toData() }] : []));
  if (json)
    process.stdout.write(`${JSON.stringify({ state, output, seconds, kernels, wells: wells.length, failures })}\n`);
  else {
    process.stdout.write(`${state} in ${seconds.toFixed(2)} s; results: ${output}\n`);
    for (const { error } of wells) if (error) process.stderr.write(`titer: ${error.message}\n`);
  }
  return state === "completed" ? 0 : 1;
}

function workersFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1)
    throw usageError(`--workers ${text}: a whole number from 1 is needed`, usage);
  return workers;
}
