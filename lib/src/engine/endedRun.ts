import { existsSync } from "node:fs";
import type { EndState, RunEvent, RunState } from "../protocol/events.ts";
import { readEvents } from "./eventLog.ts";
import { hidden } from "./output.ts";
import { isGoing, type RunRecord } from "./runRecords.ts";
import type { KnownRun } from "./runs.ts";

/** A run that has ended, maybe in an engine before this one: it can only be listened to. */
export class EndedRun implements KnownRun {
  readonly #record: RunRecord;

  constructor(record: RunRecord) {
    this.#record = record;
  }

  get runId(): string {
    return this.#record.runId;
  }

  get state(): RunState {
    return this.#record.state;
  }

  attach(listener: (event: RunEvent) => void, heard = 0): () => void {
    for (const event of this.#history().slice(heard)) listener(event);
    return () => {};
  }

  cancel(): void {}
  pause(): void {}
  continue(): void {}

  /** The run's events; the last one is made up for a run that could not be taken up, and for one whose folder is gone. */
  #history(): RunEvent[] {
    const { runId, output, eventsFrom, state, error } = this.#record;
    const path = hidden.events(output);
    const events = existsSync(path) ? readEvents(path, eventsFrom) : [];
    const ours = events.every((event) => event.runId === runId) ? events : []; // another run may have replaced the folder
    if (ours.at(-1)?.kind === "run-ended") return ours;
    const end: EndState = isGoing(state) ? "failed" : state;
    const last: RunEvent = { at: new Date().toISOString(), runId, kind: "run-ended", state: end, seconds: 0 };
    return [...ours, error === undefined ? last : { ...last, error }];
  }
}
