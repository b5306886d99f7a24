import { type MimeBundle, type RunOutput, runMime, runTarget } from "titer/protocol";
import type { Comms } from "./comms.ts";

/** The runs whose progress this kernel shows and that still go on, for pages that show an older state. */
export class FollowedRuns {
  readonly #runs = new Set<string>();

  /** Answers pages that ask. */
  constructor(comms: Comms) {
    comms.register(runTarget, (comm, { data }) => {
      comm.send({ followed: this.#runs.has(String(data.runId)) });
      comm.close({ answered: true });
    });
  }

  /** Takes note of a display. */
  shown(bundle: MimeBundle): void {
    const run = bundle[runMime] as RunOutput | undefined; // the library makes these bundles
    if (run === undefined) return;
    if (run.runId !== "") this.#runs.delete(""); // it has got its id
    if (["queued", "running", "paused"].includes(run.state)) this.#runs.add(run.runId);
    else this.#runs.delete(run.runId);
  }
}
