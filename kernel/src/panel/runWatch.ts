import { RunMonitor } from "titer/engine";
import type { FollowedRun } from "titer/protocol";
import type { PanelPage } from "./panels.ts";

/** Least time between two tellings of a run, in milliseconds. */
const pause = 250;

interface Watched {
  readonly monitor: RunMonitor;
  readonly pages: Set<PanelPage>;
  timer: NodeJS.Timeout | undefined;
}

/** Tells pages about the runs that they watch: at most four times a second each, and always at the end. */
export class RunWatch {
  readonly #runs = new Map<string, Watched>();

  /** Begins to tell a page, until it leaves or goes; gives how the run stands. Rejects with `UNKNOWN_RUN`. */
  async add(runId: string, page: PanelPage): Promise<FollowedRun> {
    const { monitor, pages } = this.#runs.get(runId) ?? (await this.#begin(runId));
    pages.add(page);
    page.onGone(() => this.leave(runId, page));
    return monitor.shown;
  }

  /** Ends that; a run that nobody watches and that has ended is forgotten. */
  leave(runId: string, page: PanelPage): void {
    const watched = this.#runs.get(runId);
    watched?.pages.delete(page);
    if (watched?.pages.size === 0 && watched.monitor.isOver) this.#runs.delete(runId);
  }

  /** Settles with the first that is heard of the run. */
  #begin(runId: string): Promise<Watched> {
    const watched: Watched = { monitor: new RunMonitor(runId), pages: new Set(), timer: undefined };
    return new Promise((resolve, reject) => {
      const changed = () => {
        this.#runs.set(runId, watched);
        resolve(watched);
        watched.timer ??= setTimeout(() => this.#tell(watched), pause);
      };
      watched.monitor.follow(changed).catch((thrown) => {
        if (watched.pages.size === 0) this.#runs.delete(runId); // those who watch are shown why
        reject(thrown);
      });
    });
  }

  #tell(watched: Watched): void {
    watched.timer = undefined;
    if (watched.pages.size === 0) return;
    const { shown } = watched.monitor;
    for (const page of watched.pages) page.tell("run.changed", shown);
  }
}
