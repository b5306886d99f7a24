import type { PlaneId } from "../components/components.ts";
import type { LayerSettings } from "./messages.ts";

/**
 * The parts of a plane's place that a viewer can show as layers of their own, or stack; in the order of a layer's name. The source
 * is the step.
 */
export const layerComponents = ["source", "well", "channel", "site", "z", "timepoint"] as const;
type LayerComponent = (typeof layerComponents)[number];

/** How a step streams to a viewer, as its streaming config says. */
export interface PlannedStream {
  readonly viewer: "napari" | "fiji";
  /** Name of the viewer session: `napari:5555`; on another machine `napari:server:5555`. */
  readonly session: string;
  /** Wells whose planes are streamed. */
  readonly wells: readonly string[];
  /** Whether the session stays when the run has ended. */
  readonly persistent: boolean;
  /** A port of the session's own, for a viewer on that machine; null when it is reached as everything of the hub is. */
  readonly listen: { readonly host: string; readonly port: number } | null;
  /** Whether planes take the place of those that an earlier run streamed there; else each run has layers of its own: `... [2]`. */
  readonly replace: boolean;
  /** Components that are layers (napari) or windows (Fiji) of their own; the others are stacked. */
  readonly layers: readonly LayerComponent[];
  /** Of Fiji: which dimension of a hyperstack each stacked component runs along. */
  readonly dimensions?: LayerSettings["dimensions"];
  readonly colormap: string;
  readonly autoContrast: boolean;
  readonly sizes: "separate_layers" | "pad_to_max";
}

/**
 * The layer that a plane belongs to and its place there: `Step_02_gaussian_Well_A01_Channel_DAPI_Site_001`.
 *
 * @param step - with its place in the pipeline, from 0.
 * @param channelName - of the plane's channel; its number when it has no name.
 * @param value - name of the points or outlines that are shown on the plane: they have a layer of their own.
 */
export function layerOf(
  stream: PlannedStream,
  step: { readonly index: number; readonly name: string },
  well: string,
  id: PlaneId,
  channelName: string,
  value?: string,
): LayerSettings {
  const values = { source: step.name, well, channel: channelName, site: id.site, z: id.z, timepoint: id.timepoint };
  const parts: string[] = [];
  const stack: Record<string, string | number> = {};
  for (const component of layerComponents) {
    if (!stream.layers.includes(component)) stack[component] = values[component];
    else if (component === "source") parts.push(`Step_${String(step.index).padStart(2, "0")}_${plain(step.name)}`);
    else parts.push(`${component[0]!.toUpperCase()}${component.slice(1)}_${padded(values[component])}`);
  }
  if (value !== undefined) parts.push(plain(value));
  const { session, viewer, colormap, autoContrast, sizes, dimensions } = stream;
  const layer = parts.length === 0 ? session : parts.join("_");
  return { session, viewer, layer, stack, ...(dimensions && { dimensions }), colormap, autoContrast, sizes };
}

function padded(value: string | number): string {
  return typeof value === "number" ? String(value).padStart(3, "0") : plain(value);
}

function plain(name: string): string {
  return name.replace(/\s+/g, "_");
}
