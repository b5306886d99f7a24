import { enginePlaces } from "../engine/home.ts";
import { logLevels, readLogs } from "../engine/log.ts";
import type { LogLine } from "../protocol/panelEngine.ts";
import { usageError } from "./command.ts";

/** Which entries `titer engine logs` shows. */
export interface LogChoice {
  readonly run: string | undefined;
  readonly level: string | undefined;
  readonly worker: string | undefined;
  /** How many of the last ones; 0 for all. */
  readonly lines: number;
  readonly json: boolean;
}

/** Prints what the engine and its workers logged, oldest first. */
export function showLogs({ run, level = "debug", worker, lines, json }: LogChoice, usage: string): number {
  const least = logLevels.map(String).indexOf(level);
  if (least < 0) throw usageError(`--level is one of ${logLevels.join(", ")}`, usage);
  const from = worker === undefined ? undefined : `worker-${worker}`;
  const fits = (entry: LogLine) =>
    logLevels.indexOf(entry.level) >= least &&
    (run === undefined || entry.runId === run) &&
    (from === undefined || entry.from === from);
  const entries = readLogs(enginePlaces().logs).filter(fits).slice(-lines);
  for (const entry of entries) process.stdout.write(`${json ? JSON.stringify(entry) : inWords(entry)}\n`);
  return 0;
}

function inWords({ at, level, from, message, runId, well, data }: LogLine): string {
  const about = [runId, well].filter((part) => part !== undefined).join(" ");
  const more = data === undefined ? "" : ` ${JSON.stringify(data)}`;
  return `${at} ${level.padEnd(5)} ${from}${about === "" ? "" : ` [${about}]`}: ${message}${more}`;
}
