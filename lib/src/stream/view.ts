import type { PlaneId } from "../components/components.ts";
import type { Source } from "./messages.ts";

/** MIME type of a live view in an output, content {@link ViewOutput}. */
export const viewMime = "application/vnd.titer.view+json";

/** A live view of pixels that the engine's hub has; the PNG beside it is what was seen last. */
export interface ViewOutput {
  readonly version: 1;
  readonly title: string;
  readonly source: Source;
  /** One plane, or the whole plate. */
  readonly mode: "plane" | "plate";
  /** Where to begin; what is left out is the first there is. */
  readonly place: { readonly well?: string } & Partial<Omit<PlaneId, "channel">>;
  /** A number for each well, laid over the plate. */
  readonly heatMap?: {
    readonly name: string;
    readonly values: Readonly<Record<string, number>>;
    readonly map?: string;
  };
  /** Written by the page: what the reader saw last (camera, layers, contrast). */
  readonly state?: unknown;
}
