import type { FollowedWell } from "titer/protocol";
import type { MapWell } from "../../plates/mapPainter.ts";
import { percent } from "../format.ts";

const tones: Readonly<Record<FollowedWell["state"], MapWell["tone"]>> = {
  waiting: "idle",
  running: "active",
  done: "good",
  failed: "bad",
};

/** The wells of a run on a plate map. */
export function wellsOfRun(wells: readonly FollowedWell[]): readonly MapWell[] {
  return wells.map((well) => ({
    well: well.well,
    tone: tones[well.state],
    share: shareOf(well),
    words: `${well.well}: ${workOf(well)}`,
  }));
}

/** 0..1: how far a well's work is. */
export function shareOf({ state, progress }: FollowedWell): number {
  return state === "done" ? 1 : progress;
}

/** What becomes of a well, in words. */
export function workOf({ state, progress, step, skipped, error }: FollowedWell): string {
  switch (state) {
    case "waiting":
      return "waiting";
    case "running":
      return `running ${percent(progress)}${step === "" ? "" : `, ${step}`}`;
    case "done":
      return skipped ? "done by an earlier run" : "done";
    case "failed":
      return `failed${step === "" ? "" : ` at ${step}`}: ${error?.what ?? "no reason was given"}`;
    default:
      return state satisfies never;
  }
}

/** The colour of a well's state. */
export function toneOfWell({ state }: FollowedWell): MapWell["tone"] {
  return tones[state];
}
