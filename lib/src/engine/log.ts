import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { isTiterError } from "../errors.ts";
import { fields, oneOf, string } from "../protocol/guards.ts";
import type { LogLevel, LogLine } from "../protocol/panelEngine.ts";

/** The levels, least first. */
export const logLevels: readonly LogLevel[] = ["debug", "info", "warn", "error"];

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

  debug(message: string, about: Pick<LogLine, "runId" | "well" | "data"> = {}): void {
    this.#write("debug", message, about);
  }
  info(message: string, about: Pick<LogLine, "runId" | "well" | "data"> = {}): void {
    this.#write("info", message, about);
  }
  warn(message: string, about: Pick<LogLine, "runId" | "well" | "data"> = {}): void {
    this.#write("warn", message, about);
  }
  error(message: string, about: Pick<LogLine, "runId" | "well" | "data"> = {}): void {
    this.#write("error", message, about);
  }

  #write(level: LogLevel, message: string, about: Partial<LogLine>): void {
    if (logLevels.indexOf(level) < this.#least) return;
    const entry: LogLine = { at: new Date().toISOString(), level, from: this.#from, message, ...about };
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
export function readLogs(folder: string): LogLine[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  return lines.flatMap(parse).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function parse(line: string): LogLine[] {
  try {
    const value: unknown = JSON.parse(line);
    logEntry(value, "log entry");
    return [value as LogLine]; // by the line above
  } catch (thrown) {
    if (thrown instanceof SyntaxError || isTiterError(thrown)) return [];
    throw thrown;
  }
}
