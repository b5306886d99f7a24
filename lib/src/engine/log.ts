import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { isTiterError } from "../errors.ts";
import { fields, oneOf, string } from "../protocol/guards.ts";

/** How much an entry matters, least first. */
export const logLevels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** A line of a log. */
export interface LogEntry {
  readonly at: string;
  readonly level: LogLevel;
  /** `engine`, or `worker-3`: the file it stands in. */
  readonly from: string;
  readonly message: string;
  /** Absent for what is about no run. */
  readonly runId?: string;
  readonly well?: string;
  /** What more there is to say: an error as data, seconds, a step. */
  readonly data?: unknown;
}

/** A file that has grown to this many bytes becomes `NAME.1.jsonl`, in place of an earlier one. */
const mostBytes = 8 << 20;

const logEntry = fields({ at: string, level: oneOf(...logLevels), from: string, message: string });

/** A log in a file of JSON lines. Each process and each worker thread has one of its own. */
export class Log {
  readonly #path: string;
  readonly #from: string;
  readonly #least: number;

  /** @param least - entries of lower levels are not written. */
  constructor(folder: string, from: string, least: LogLevel = logLevel()) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, `${from}.jsonl`);
    this.#from = from;
    this.#least = logLevels.indexOf(least);
  }

  debug(message: string, about: Pick<LogEntry, "runId" | "well" | "data"> = {}): void {
    this.#write("debug", message, about);
  }
  info(message: string, about: Pick<LogEntry, "runId" | "well" | "data"> = {}): void {
    this.#write("info", message, about);
  }
  warn(message: string, about: Pick<LogEntry, "runId" | "well" | "data"> = {}): void {
    this.#write("warn", message, about);
  }
  error(message: string, about: Pick<LogEntry, "runId" | "well" | "data"> = {}): void {
    this.#write("error", message, about);
  }

  #write(level: LogLevel, message: string, about: Partial<LogEntry>): void {
    if (logLevels.indexOf(level) < this.#least) return;
    const entry: LogEntry = { at: new Date().toISOString(), level, from: this.#from, message, ...about };
    try {
      if (existsSync(this.#path) && statSync(this.#path).size > mostBytes)
        renameSync(this.#path, `${this.#path.slice(0, -6)}.1.jsonl`);
      appendFileSync(this.#path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    } catch (thrown) {
      // A log that can't be written must not end a run; whoever looks at the process's own output learns of it.
      process.stderr.write(`${JSON.stringify(entry)} (not logged: ${String(thrown)})\n`);
    }
  }
}

/** The level that `TITER_LOG_LEVEL` asks for; else `info`. */
export function logLevel(env: NodeJS.ProcessEnv = process.env): LogLevel {
  return logLevels.find((level) => level === env.TITER_LOG_LEVEL) ?? "info";
}

/** The entries of all logs in a folder, oldest first; lines that a killed process left unfinished are left out. */
export function readLogs(folder: string): LogEntry[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  return lines.flatMap(parse).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function parse(line: string): LogEntry[] {
  try {
    const value: unknown = JSON.parse(line);
    logEntry(value, "log entry");
    return [value as LogEntry]; // by the line above
  } catch (thrown) {
    if (thrown instanceof SyntaxError || isTiterError(thrown)) return [];
    throw thrown;
  }
}
