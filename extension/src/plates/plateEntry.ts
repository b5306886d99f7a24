import type { CompiledFacts, FollowedRun, PlateFacts, PlatePipeline } from "titer/protocol";

/** How a plate of the list stands, in the words that are shown. */
export type PlateState =
  | "not opened"
  | "opening"
  | "could not be opened"
  | "ready"
  | "compiling"
  | "compile failed"
  | "compiled"
  | "starting"
  | FollowedRun["state"];

/** Something that went wrong with a plate, to be read. */
export interface PlateProblem {
  readonly title: string;
  /** What to do. */
  readonly todo: string;
  /** Single problems of a pipeline, each a sentence, with the step that causes it. */
  readonly lines: readonly { readonly step: string | null; readonly text: string }[];
}

/** What of a plate survives a reload of the page. */
export interface KeptPlate {
  /** As it was given, then the absolute folder. */
  readonly path: string;
  readonly pattern?: string;
  readonly pipeline?: PlatePipeline;
  /** Wells to work on; absent for those that the configuration says. */
  readonly wells?: readonly string[];
  readonly runId?: string;
  /** Whether it is shown with its plate map. */
  readonly expanded: boolean;
}

/** A plate of the list. */
export interface PlateEntry extends KeptPlate {
  /** Stays the same as long as the plate is on the list. */
  readonly id: number;
  readonly state: PlateState;
  readonly facts?: PlateFacts;
  readonly compiled?: CompiledFacts;
  readonly run?: FollowedRun;
  readonly problem?: PlateProblem;
}

/** The name to show: the plate's folder, for the names inside of plates are often alike. */
export function nameOf({ path }: Pick<PlateEntry, "path">): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

/** Whether a run of the plate goes on. */
export function isGoing({ state }: PlateEntry): boolean {
  return state === "starting" || state === "queued" || state === "running" || state === "paused";
}

/** Whether the plate can be compiled now. */
export function canCompile(entry: PlateEntry): boolean {
  return entry.facts !== undefined && entry.pipeline !== undefined && entry.state !== "compiling" && !isGoing(entry);
}

/** A state in a colour's name, for styles: what needs a look is warm, what is well is green. */
export function toneOf(state: PlateState): "idle" | "active" | "good" | "warn" | "bad" {
  switch (state) {
    case "opening":
    case "compiling":
    case "starting":
    case "running":
      return "active";
    case "compiled":
    case "completed":
      return "good";
    case "completed with failures":
    case "paused":
      return "warn";
    case "could not be opened":
    case "compile failed":
    case "failed":
      return "bad";
    case "not opened":
    case "ready":
    case "queued":
    case "cancelled":
      return "idle";
    default:
      return state satisfies never;
  }
}
