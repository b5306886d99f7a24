import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { RunEvent } from "../protocol/events.ts";

/** The events of one run, kept as JSON lines at the end of a file that earlier runs may have begun. */
export class EventLog {
  /** Where the run's events begin in the file, in bytes. */
  readonly start: number;
  readonly #path: string;
  readonly #file: number;
  #open = true;

  /** @param start - where an earlier engine began this run's events; default: the end of the file. */
  constructor(path: string, start?: number) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#file = openSync(path, "a+");
    this.#dropTorn();
    this.start = start ?? fstatSync(this.#file).size;
  }

  append(event: RunEvent): void {
    writeSync(this.#file, `${JSON.stringify(event)}\n`);
  }

  /** All events of the run so far. */
  history(): RunEvent[] {
    return readEvents(this.#path, this.start);
  }

  /** Closes the file; a second call does nothing. The history can still be read. */
  close(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }

  /** Cuts off a last line that a killed writer or a full disk left unfinished. */
  #dropTorn(): void {
    const { size } = fstatSync(this.#file);
    const tail = Buffer.alloc(Math.min(size, 1 << 20));
    readSync(this.#file, tail, 0, tail.length, size - tail.length);
    const torn = tail.length - 1 - tail.lastIndexOf("\n");
    if (torn > 0) ftruncateSync(this.#file, size - torn);
  }
}

/** The events of a run from a place in a file to the run's end, or to the file's. */
export function readEvents(path: string, start: number): RunEvent[] {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - start));
    readSync(file, bytes, 0, bytes.length, start);
    const lines = bytes.toString("utf8").split("\n").slice(0, -1); // behind the last line's end there is nothing, or a torn line
    const events = lines.map((line) => JSON.parse(line) as RunEvent); // written by append alone
    const end = events.findIndex(({ kind }) => kind === "run-ended");
    return end < 0 ? events : events.slice(0, end + 1);
  } finally {
    closeSync(file);
  }
}
