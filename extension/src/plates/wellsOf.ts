import type { FollowedWell } from "titer/protocol";
import { percent } from "../runs/format.ts";
import type { MapWell } from "./mapPainter.ts";
import type { PlateEntry } from "./plateEntry.ts";

const tones: Readonly<Record<FollowedWell["state"], MapWell["tone"]>> = {
  waiting: "idle",
  running: "active",
  done: "good",
  failed: "bad",
};

/** The wells of a plate with what its last run made of them. */
export function wellsOf({ facts, run }: PlateEntry): readonly MapWell[] {
  const followed = new Map(run?.wells.map((well) => [well.well, well]));
  return (facts?.wells ?? []).map(({ well, planes, missing }) => {
    const work = followed.get(well);
    const images = `${planes} ${planes === 1 ? "image" : "images"}${missing > 0 ? `, ${missing} missing` : ""}`;
    const done = work ? `${workOf(work)} · ` : "";
    return {
      well,
      tone: work ? tones[work.state] : planes === 0 ? "none" : "idle",
      share: work?.state === "done" ? 1 : (work?.progress ?? 0),
      words: `${well}: ${done}${images}`,
    };
  });
}

function workOf({ state, progress, step, skipped, error }: FollowedWell): string {
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
