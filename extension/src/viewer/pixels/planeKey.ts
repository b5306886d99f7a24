import type { PlaneAddress, Source } from "titer/stream";
import type { Place } from "../scene/scene.ts";
import type { LayerView } from "../scene/viewState.ts";

/** A plane by its address without level and region. */
export type PlaneOf = Omit<PlaneAddress, "level" | "region">;

/** The text by which pieces of a plane are kept. */
export function planeKey({ source, well, site, channel, z, timepoint }: PlaneOf): string {
  const from = source.kind === "run" ? `${source.runId}/${source.step ?? ""}` : source.path;
  return [from, well, site, channel, z, timepoint].join("|");
}

/** Where a layer's pixels come from. */
export function sourceOf(source: Source, step: string | null): Source {
  return step === null || source.kind !== "run" ? source : { ...source, step };
}

/** The address of a layer's plane. */
export function planeOf(source: Source, { step, channel }: LayerView, { well, site, z, timepoint }: Place): PlaneOf {
  return { source: sourceOf(source, step), well, site, z, timepoint, channel };
}
