import type { PlaneId } from "../components/components.ts";
import type { ErrorData } from "../errors.ts";
import type { Dtype } from "../image/dtype.ts";

/** Version of what hub and clients say to each other; both must have the same. */
export const streamVersion = 1;

/** The comm target under which a kernel tells where the hub is, and passes on to it. */
export const hubTarget = "titer.hub";

/** Where pixels come from: a run of the engine, going or ended, or a folder with a raw plate or a finished OME-Zarr store. */
export type Source =
  | { readonly kind: "run"; readonly runId: string; readonly step?: string }
  | { readonly kind: "folder"; readonly path: string };

/** A part of a plane, in pixels of its level; it is cut to what there is. */
export interface Region {
  readonly y: number;
  readonly x: number;
  readonly height: number;
  readonly width: number;
}

/** The one address of pixels, wherever they come from. */
export interface PlaneAddress extends PlaneId {
  readonly source: Source;
  readonly well: string;
  /** 0 is full size; each further level halves rows and columns. */
  readonly level: number;
  /** Default: all of it. */
  readonly region?: Region;
}

/** Which frames a subscription gets when it is slower than the run: the newest alone, or every one of them. */
export type Delivery = "latest" | "every";

/** What a client says. Each request is answered under its `id`. */
export type ClientMessage =
  | { readonly kind: "hello"; readonly id: number; readonly token: string; readonly version: number }
  /** What a source holds: a {@link SourceFacts}. */
  | { readonly kind: "describe"; readonly id: number; readonly source: Source }
  /** Planes or parts of them; all come in one frame, in this order. */
  | { readonly kind: "planes"; readonly id: number; readonly planes: readonly PlaneAddress[] }
  /** The first site of wells (default: all that there are) in small, at most `size` pixels on a side; a frame for each channel. */
  | {
      readonly kind: "overview";
      readonly id: number;
      readonly source: Source;
      readonly channels: readonly number[];
      readonly size: number;
      readonly wells?: readonly string[];
    }
  /**
   * Frames as a run makes them, for the steps that are named (default: those with a streaming config, or the last one).
   * `credits` frames are sent before the client says that it has shown one.
   */
  | {
      readonly kind: "watch";
      readonly id: number;
      readonly runId: string;
      readonly steps?: readonly string[];
      readonly delivery: Delivery;
      readonly credits: number;
    }
  /** This client shows a viewer session: what waits for it comes now, then what steps stream to it. */
  | { readonly kind: "open"; readonly id: number; readonly session: string; readonly credits: number }
  /** The client has shown this many more frames of a subscription. */
  | { readonly kind: "credit"; readonly id: number; readonly count: number }
  /** Ends a subscription, or an answer that is not needed any more. */
  | { readonly kind: "stop"; readonly id: number }
  | { readonly kind: "sessions"; readonly id: number }
  /** `quit` asks the session's viewers to close it and waits for that; `force` closes it at once, with what waits in it. */
  | { readonly kind: "end-session"; readonly id: number; readonly session: string; readonly how: "quit" | "force" };

/** What the hub says in text; pixels come in binary frames. */
export type HubMessage =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number | null; readonly error: ErrorData }
  /** A subscription's run has ended, and all its frames were sent: `sent` of them, `skipped` were left out. */
  | {
      readonly kind: "end";
      readonly id: number;
      readonly runId: string;
      readonly state: string;
      readonly sent: number;
      readonly skipped: number;
    }
  /** Somebody asks the session to close; the viewer answers by `stop`. */
  | { readonly kind: "quit"; readonly id: number };

/** What a source holds. */
export interface SourceFacts {
  readonly name: string;
  readonly wells: readonly string[];
  readonly sites: readonly number[];
  readonly channels: readonly { readonly id: number; readonly name: string; readonly color?: string }[];
  readonly zPlanes: readonly number[];
  readonly timepoints: readonly number[];
  readonly shape: { readonly y: number; readonly x: number };
  readonly dtype: Dtype;
  readonly pixelSizeUm: number | null;
  /** Steps of a run whose planes can be had; none for a folder. */
  readonly steps: readonly string[];
}

/** A viewer session: it has a name, is there while nobody looks, and keeps what waits for a viewer. */
export interface SessionFacts {
  readonly session: string;
  /** `waiting`: no viewer has opened it yet, or the last one is gone; `quitting`: its viewers were asked to close it. */
  readonly state: "waiting" | "open" | "quitting";
  readonly viewers: number;
  readonly queued: number;
  readonly sent: number;
  readonly skipped: number;
  /** Milliseconds since a viewer was last heard of; null when there is none. */
  readonly silentMs: number | null;
}

/** How a step's images are shown, as its streaming config says. */
export interface LayerSettings {
  readonly session: string;
  readonly viewer: "napari" | "fiji";
  /** `Step_02_gaussian_Well_A01_Channel_DAPI`: the components that are layers of their own, in this order. */
  readonly layer: string;
  /** The place in the layer's stack: components that are stacked. */
  readonly stack: Readonly<Record<string, string | number>>;
  readonly colormap: string;
  readonly sizes: "separate_layers" | "pad_to_max";
}

/** A plane in a frame. */
export interface FramePlane extends Omit<PlaneAddress, "source" | "region"> {
  readonly step?: string;
  /** Where its rows and columns begin in the whole plane of its level. */
  readonly y: number;
  readonly x: number;
  readonly dtype: Dtype;
  readonly height: number;
  readonly width: number;
  readonly layer?: LayerSettings;
}

/** What stands in front of a frame's pixels. */
export interface FrameHeader {
  /** Of the request or subscription. */
  readonly id: number;
  /** Counts the frames of a subscription from 1; gaps are frames that were left out. */
  readonly sequence: number;
  readonly runId?: string;
  readonly planes: readonly FramePlane[];
}
