import type { Source, ViewOutput } from "titer/stream";
import type { LayerView, ViewState } from "../viewer/scene/viewState.ts";

/** What a view in a notebook begins with; every field is checked. Throws Error with a sentence for the reader. */
export function parseView(content: unknown): ViewOutput {
  const output = (typeof content === "object" ? content : null) as Partial<ViewOutput> | null;
  if (output?.version !== 1) {
    throw new Error(`This view has version ${String(output?.version)}; this Titer reads version 1. Update Titer.`);
  }
  const { title, source, mode, place } = output;
  const fits =
    typeof title === "string" &&
    isSource(source) &&
    (mode === "plane" || mode === "plate") &&
    typeof place === "object";
  if (!fits) throw new Error("This view is damaged. Run the cell again.");
  return output as ViewOutput; // by the checks above
}

export function isSource(source: unknown): source is Source {
  const { kind, runId, path } = (source ?? {}) as {
    readonly kind?: unknown;
    readonly runId?: unknown;
    readonly path?: unknown;
  };
  return (kind === "run" && typeof runId === "string") || (kind === "folder" && typeof path === "string");
}

/** The state of an earlier view of the same source; undefined when it is none, such as one that another version kept. */
export function stateOf(kept: unknown, source: Source): ViewState | undefined {
  const state = (kept ?? {}) as Partial<ViewState>;
  const fits =
    JSON.stringify(state.source) === JSON.stringify(source) &&
    (state.mode === "plane" || state.mode === "plate") &&
    typeof state.place?.well === "string" &&
    Array.isArray(state.layers) &&
    state.layers.every(isLayer) &&
    typeof state.selected === "string" &&
    (state.camera === null || typeof state.camera?.zoom === "number");
  return fits ? (state as ViewState) : undefined; // by the checks above
}

function isLayer(layer: Partial<LayerView>): boolean {
  const texts = [layer.id, layer.name, layer.map, layer.style, layer.content];
  return texts.every((text) => typeof text === "string") && typeof layer.channel === "number";
}
