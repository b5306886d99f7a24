import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type ErrorData, isTiterError } from "../errors.ts";
import { commitFile } from "../files/disk/atomic.ts";
import type { EndState, RunState } from "../protocol/events.ts";
import { count, fields, list, number, oneOf, optional, string } from "../protocol/guards.ts";

/** A well that an engine was working on when it died, and the call (its place in the well's schedule) it had come to. */
export interface Death {
  readonly well: string;
  readonly call: number;
}

/** What an engine keeps of a run outside of the output folder, so that the next engine can go on with it or tell about it. */
export interface RunRecord {
  readonly runId: string;
  readonly plate: string;
  /** Absolute folder of the results; the plan lies there. */
  readonly output: string;
  readonly kernels: string;
  readonly timeout: number;
  readonly priority: number;
  readonly group?: string;
  readonly submitted: string;
  /** Where the run's events begin in the output's events. */
  readonly eventsFrom: number;
  readonly state: RunState;
  readonly deaths: readonly Death[];
  readonly error?: ErrorData;
}

const record = fields({
  runId: string,
  plate: string,
  output: string,
  kernels: string,
  timeout: number,
  priority: number,
  group: optional(string),
  submitted: string,
  eventsFrom: count,
  state: oneOf("queued", "running", "paused", "completed", "completed with failures", "failed", "cancelled"),
  deaths: list(fields({ well: string, call: count })),
  error: optional(fields({ code: string, what: string, todo: string })),
});

/** How many ended runs stay known, so that late clients can still read their history. */
const remembered = 50;

/** Whether a run in this state has not come to its end. */
export function isGoing(state: RunState): state is Exclude<RunState, EndState> {
  return state === "queued" || state === "running" || state === "paused";
}

/** The records of an engine's runs: one file each, with a file beside it that says which call each well has come to. */
export class RunRecords {
  readonly #folder: string;

  /** @param folder - made when it is absent, readable by the owner only. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** All records, oldest first. What a power cut tore is left out. */
  read(): RunRecord[] {
    const names = readdirSync(this.#folder).filter((name) => /^run-[0-9a-f]+\.json$/.test(name));
    const records = names.flatMap((name) => parse(readFileSync(join(this.#folder, name), "utf8")) ?? []);
    return records.sort((a, b) => (a.submitted < b.submitted ? -1 : 1));
  }

  /** Writes a run's record, in place of an earlier one. It outlives the process at once, the machine a little later. */
  write(changed: RunRecord): void {
    closeSync(commitFile(join(this.#folder, `${changed.runId}.json`), [Buffer.from(JSON.stringify(changed))], false));
  }

  /** Where the run's {@link Position}s are. */
  positions(runId: string): string {
    return join(this.#folder, `${runId}.calls`);
  }

  /** Forgets the oldest ended runs, and the positions of all that have ended. */
  forget(): void {
    const ended = this.read().filter(({ state }) => !isGoing(state));
    for (const { runId } of ended) rmSync(this.positions(runId), { force: true });
    for (const { runId } of ended.slice(0, -remembered)) rmSync(join(this.#folder, `${runId}.json`), { force: true });
  }
}

function parse(text: string): RunRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    record(value, "run record");
    return value as RunRecord; // by the line above
  } catch (thrown) {
    if (thrown instanceof SyntaxError || isTiterError(thrown)) return undefined;
    throw thrown;
  }
}

/** Bytes of a well's position. */
const entry = 4;

/**
 * Which call a worker has come to in a well, in a file that outlives a killed process: whoever takes over learns what was going
 * on. A note costs a system call of a few microseconds and waits for no disk.
 */
export class Position {
  readonly #file: number;
  readonly #offset: number;
  readonly #bytes = Buffer.alloc(entry);

  /** @param place - the well's place in the plan. */
  constructor(path: string, place: number) {
    this.#file = openSync(path, "r+");
    this.#offset = place * entry;
  }

  /** The worker begins this call of the well's schedule. */
  at(call: number): void {
    this.#write(call + 1);
  }

  /** The well has ended, in whichever way. */
  [Symbol.dispose](): void {
    this.#write(0);
    closeSync(this.#file);
  }

  #write(value: number): void {
    this.#bytes.writeUInt32LE(value);
    writeSync(this.#file, this.#bytes, 0, entry, this.#offset);
  }
}

/** Makes the file of positions for a run that begins. */
export function createPositions(path: string, wells: number): void {
  closeSync(commitFile(path, [Buffer.alloc(wells * entry)], false));
}

/** The call that was going on in each well when its engine died; wells that nobody was working on are left out. */
export function readPositions(path: string): ReadonlyMap<number, number> {
  const bytes = readFileSync(path);
  const found = new Map<number, number>();
  for (let place = 0; place * entry < bytes.length; place++) {
    const value = bytes.readUInt32LE(place * entry);
    if (value > 0) found.set(place, value - 1);
  }
  return found;
}
