import type { PlaneId } from "../components/components.ts";
import type { LayerSettings } from "./messages.ts";

/** The parts of a plane's place that a viewer can show as layers of their own, or stack; in the order of a layer's name. */
export const layerComponents = ["well", "channel", "site", "z", "timepoint"] as const;

/** How a step streams to a viewer, as its streaming config says. */
export interface PlannedStream {
  readonly viewer: "napari" | "fiji";
  /** Name of the viewer session: `napari:5555`; on another machine `napari:server:5555`. */
  readonly session: string;
  /** Wells whose planes are streamed. */
  readonly wells: readonly string[];
  /** Whether the session stays when the run has ended. */
  readonly persistent: boolean;
  /** Components that are layers (napari) or windows (Fiji) of their own; the others are stacked. */
  readonly layers: readonly (typeof layerComponents)[number][];
  readonly colormap: string;
  readonly sizes: "separate_layers" | "pad_to_max";
}

/**
 * The layer that a plane belongs to and its place there: `Step_02_gaussian_Well_A01_Channel_DAPI_Site_001`.
 *
 * @param index - place of the step in the pipeline, from 0.
 * @param channelName - of the plane's channel; its number when it has no name.
 */
export function layerOf(
  stream: PlannedStream,
  step: { readonly index: number; readonly name: string },
  well: string,
  id: PlaneId,
  channelName: string,
): LayerSettings {
  const values = { well, channel: channelName, site: id.site, z: id.z, timepoint: id.timepoint };
  const parts = [`Step_${String(step.index).padStart(2, "0")}_${step.name.replace(/\s+/g, "_")}`];
  const stack: Record<string, string | number> = {};
  for (const component of layerComponents) {
    const value = values[component];
    if (!stream.layers.includes(component)) stack[component] = value;
    else parts.push(`${component[0]!.toUpperCase()}${component.slice(1)}_${padded(value)}`);
  }
  const { session, viewer, colormap, sizes } = stream;
  return { session, viewer, layer: parts.join("_"), stack, colormap, sizes };
}

function padded(value: string | number): string {
  return typeof value === "number" ? String(value).padStart(3, "0") : value.replace(/\s+/g, "_");
}
