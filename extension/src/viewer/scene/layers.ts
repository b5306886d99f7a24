import type { SourceFacts } from "titer/stream";
import type { LayerView } from "./viewState.ts";

/** Colours that most people can tell apart, also those with a red-green weakness; the first two are the usual pair. */
const tints = ["green", "magenta", "cyan", "yellow", "orange", "blue", "red", "gray"];

/** The layers of a source, one for each channel; with several they are tinted, by the plate's own colours where it has some. */
export function layersOf(facts: SourceFacts, step: string | null): LayerView[] {
  const several = facts.channels.length > 1;
  return facts.channels.map(({ id, name, color }, i) => ({
    id: `${step ?? ""}/${id}`,
    step,
    channel: id,
    name: step === null ? name : `${step}: ${name}`,
    content: facts.content,
    visible: true,
    opacity: facts.content === "labels" ? 0.6 : 1,
    style: "fill",
    look: null,
    map: several ? (hexOf(color) ?? tints[i % tints.length]!) : "gray",
  }));
}

function hexOf(color: string | undefined): string | undefined {
  const hex = /^#?([0-9a-f]{6})$/i.exec(color ?? "")?.[1]?.toLowerCase();
  return hex === undefined || hex === "000000" ? undefined : `#${hex}`;
}
