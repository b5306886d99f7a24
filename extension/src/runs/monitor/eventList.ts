import type { RunEvent } from "titer/protocol";
import { element } from "../../viewer/dom.ts";
import { duration } from "../format.ts";

/** What has happened in a run, the newest first. */
export class EventList {
  readonly node: HTMLElement = element("ol", { class: "titer-events", "aria-label": "Events, the newest first" });
  #heard = 0;

  show(events: readonly RunEvent[], leftOut: number): void {
    const all = leftOut + events.length;
    if (all < this.#heard) {
      this.#heard = 0; // another run
      this.node.replaceChildren();
    }
    const fresh = events.slice(Math.max(0, events.length - (all - this.#heard)));
    this.#heard = all;
    for (const event of fresh) this.node.prepend(row(event));
    while (this.node.children.length > events.length) this.node.lastElementChild?.remove();
  }
}

function row(event: RunEvent): HTMLElement {
  const time = element("time", { datetime: event.at }, new Date(event.at).toLocaleTimeString());
  return element("li", { "data-kind": event.kind }, time, ` ${eventText(event)}`);
}

/** An event in a sentence. */
export function eventText(event: RunEvent): string {
  switch (event.kind) {
    case "run-queued":
      return `Queued: ${event.wells.length} wells, ${new Set(event.steps).size} steps.`;
    case "run-started":
      return `Started with ${event.workers} workers, ${event.kernels}.`;
    case "run-paused":
      return "Paused: no further well begins.";
    case "run-continued":
      return "Goes on.";
    case "run-resumed":
      return `Taken up by a new engine; interrupted were: ${event.interrupted.join(", ") || "none"}.`;
    case "well-started":
      return `${event.well} begins.`;
    case "progress":
      return `${event.well}: ${event.step}, ${event.done} of ${event.total} calls.`;
    case "well-done":
      return `${event.well} is done in ${duration(event.seconds)}.`;
    case "well-skipped":
      return `${event.well} is left as it is: ${event.reason}.`;
    case "group-split":
      return `${event.well}: ${event.step} goes on plane by plane, since memory did not suffice.`;
    case "well-retried":
      return `${event.well} is tried again later, alone: ${event.error.what}.`;
    case "well-failed":
      return `${event.well} failed: ${event.error.what}.`;
    case "run-ended":
      return `Ended: ${event.state}, ${duration(event.seconds)}.`;
    default:
      return event satisfies never;
  }
}
