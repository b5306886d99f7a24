import { shareOf, toneOfWell, workOf } from "../runs/monitor/followedWells.ts";
import type { MapWell } from "./mapPainter.ts";
import type { PlateEntry } from "./plateEntry.ts";

/** The wells of a plate with what its last run made of them. */
export function wellsOf({ facts, run }: PlateEntry): readonly MapWell[] {
  const followed = new Map(run?.wells.map((well) => [well.well, well]));
  return (facts?.wells ?? []).map(({ well, planes, missing }) => {
    const work = followed.get(well);
    const images = `${planes} ${planes === 1 ? "image" : "images"}${missing > 0 ? `, ${missing} missing` : ""}`;
    return {
      well,
      tone: work ? toneOfWell(work) : planes === 0 ? "none" : "idle",
      share: work ? shareOf(work) : 0,
      words: `${well}: ${work ? `${workOf(work)} · ` : ""}${images}`,
    };
  });
}
