import type { PlaneContent, Source } from "titer/stream";
import type { Camera } from "../camera.ts";
import type { LabelLook } from "../draw/labelProgram.ts";
import type { Look } from "../look.ts";
import type { Place } from "./scene.ts";

/** What a viewer is opened with: pixels of a run or folder, and the place to begin with (default: the first there is). */
export interface ViewAddress extends Partial<Place> {
  readonly source: Source;
  /** One plane, or the whole plate. Default: a plane. */
  readonly mode?: ViewMode;
}

export type ViewMode = "plane" | "plate";

/** A layer: one channel of the source or of a step, and how it is shown. */
export interface LayerView {
  /** Unique in its viewer. */
  readonly id: string;
  /** A step of the source's run; null is the source itself. */
  readonly step: string | null;
  readonly channel: number;
  readonly name: string;
  /** Light, or the numbers of objects. */
  readonly content: PlaneContent;
  readonly visible: boolean;
  readonly opacity: number;
  /** Of labels. */
  readonly style: LabelLook["style"];
  /** Null until its first pixels have come, which give the automatic contrast. */
  readonly look: Look | null;
  /** Name of the colour map to begin with. */
  readonly map: string;
}

/** All that a reader needs to see the same again. */
export interface ViewState {
  readonly source: Source;
  readonly mode: ViewMode;
  readonly place: Place;
  readonly layers: readonly LayerView[];
  /** The layer whose contrast is shown. */
  readonly selected: string;
  /** Whether all image layers have the limits and the gamma of the one that was changed last. */
  readonly linked: boolean;
  /** Null shows all of the scene. */
  readonly camera: Camera | null;
}
