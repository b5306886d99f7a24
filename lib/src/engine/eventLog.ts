import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { RunEvent } from "../protocol/events.ts";

/** The events of one run, kept as JSON lines at the end of a file that earlier runs may have begun. */
export class EventLog {
  readonly #path: string;
  readonly #file: number;
  readonly #start: number;
  #open = true;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#file = openSync(path, "a");
    this.#start = fstatSync(this.#file).size;
  }

  append(event: RunEvent): void {
    writeSync(this.#file, `${JSON.stringify(event)}\n`);
  }

  /** All events of the run so far. */
  history(): RunEvent[] {
    const file = openSync(this.#path, "r");
    try {
      const bytes = Buffer.alloc(fstatSync(file).size - this.#start);
      readSync(file, bytes, 0, bytes.length, this.#start);
      const lines = bytes.toString("utf8").split("\n");
      return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as RunEvent); // written by append alone
    } finally {
      closeSync(file);
    }
  }

  /** Closes the file; a second call does nothing. The history can still be read. */
  close(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }
}
