import type { PlaneId } from "../components/components.ts";
import type { ErrorData } from "../errors.ts";
import type { Dtype } from "../image/dtype.ts";
import type { SessionFacts } from "../protocol/sessions.ts";

export type { SessionFacts };

/** Version of what hub and clients say to each other; both must have the same. */
export const streamVersion = 2;

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

/**
 * What the numbers of a plane are: light as it was measured and computed, or labels: whole numbers of objects, 0 for the
 * background. A coarser level of labels picks every other one, it never averages. Planes of 32-bit integers are labels, as in stores.
 */
export type PlaneContent = "image" | "labels";

/** Which frames a subscription gets when it is slower than the run: the newest alone, or every one of them. */
export type Delivery = "latest" | "every";

/** What a client says. Each request is answered under its `id`. */
export type ClientMessage =
  | { readonly kind: "hello"; readonly id: number; readonly token: string; readonly version: number }
  /** What a source holds: a {@link SourceFacts}. */
  | { readonly kind: "describe"; readonly id: number; readonly source: Source }
  /** Planes or parts of them; all come in one frame, in this order. */
  | { readonly kind: "planes"; readonly id: number; readonly planes: readonly PlaneAddress[] }
  /**
   * The first site, z plane and timepoint of wells (default: all that there are) in small, at most `size` pixels on a side. The
   * first frame has the wells that are ready, all channels of a well one after the other; each further one those that have become
   * ready since, a credit each. An `end` follows when all wells have come, or the run has ended. Overviews are made while a run goes
   * and kept, so that those of a run or of a plate that was looked at before come in one frame.
   */
  | {
      readonly kind: "overview";
      readonly id: number;
      readonly source: Source;
      readonly channels: readonly number[];
      readonly size: number;
      readonly wells?: readonly string[];
      readonly credits: number;
    }
  /** Points and outlines that a finished step of a run has left of a plane, in one frame without planes. */
  | ({ readonly kind: "shapes"; readonly id: number; readonly source: Source; readonly well: string } & PlaneId)
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
  /** Puts planes of any source into a viewer session, such as those chosen in a browser of images. */
  | { readonly kind: "show"; readonly id: number; readonly session: string; readonly planes: readonly PlaneAddress[] }
  /** All viewer sessions: a list of {@link SessionFacts}. */
  | { readonly kind: "sessions"; readonly id: number }
  /** `quit` asks the session's viewers to close it and waits for that; `force` closes it at once, with what waits in it. */
  | { readonly kind: "end-session"; readonly id: number; readonly session: string; readonly how: "quit" | "force" };

/** What the hub says in text; pixels come in binary frames. */
export type HubMessage =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number | null; readonly error: ErrorData }
  /**
   * A subscription has come to its end, and all its frames were sent: `sent` of them, `skipped` were left out. `state` is how the
   * run ended, or `complete` for an overview.
   */
  | {
      readonly kind: "end";
      readonly id: number;
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
  readonly content: PlaneContent;
  readonly pixelSizeUm: number | null;
  /** Centres of the sites in a well, in micrometres, y down; none when nothing says them. */
  readonly positions: readonly { readonly site: number; readonly y: number; readonly x: number }[];
  /** Steps of a run whose planes can be had; none for a folder. */
  readonly steps: readonly string[];
}

/** How what a step makes is shown, as its streaming config says. */
export interface LayerSettings {
  readonly session: string;
  readonly viewer: "napari" | "fiji";
  /**
   * `Step_02_gaussian_Well_A01_Channel_DAPI`: the components that are layers of their own, in this order. Of a step's points and
   * outlines with their table's or value's name behind it. Frames of one layer and one place in its stack replace each other.
   */
  readonly layer: string;
  /** The place in the layer's stack: components that are stacked. */
  readonly stack: Readonly<Record<string, string | number>>;
  /** Which dimension of a hyperstack each stacked component runs along; absent where each has a slider of its own (napari). */
  readonly dimensions?: Readonly<Record<string, "channel" | "slice" | "frame">>;
  readonly colormap: string;
  /** Whether contrast follows the pixels; else it is that of the pixel type. */
  readonly autoContrast: boolean;
  /** What the viewer does with planes of another size than the layer's: a layer of their own, or black around the smaller ones. */
  readonly sizes: "separate_layers" | "pad_to_max";
}

/** A plane in a frame. */
export interface FramePlane extends Omit<PlaneAddress, "source" | "region"> {
  readonly step?: string;
  readonly content: PlaneContent;
  /** Where its rows and columns begin in the whole plane of its level. */
  readonly y: number;
  readonly x: number;
  readonly dtype: Dtype;
  readonly height: number;
  readonly width: number;
  readonly layer?: LayerSettings;
}

/** Points or outlines of a plane in a frame; their arrays are `Shapes`. */
export interface FrameShapes extends PlaneId {
  readonly well: string;
  readonly step?: string;
  /** Of the table whose rows are the points, or of the special value whose outlines they are. */
  readonly name: string;
  readonly content: "points" | "outlines";
  /** How many objects, and how many vertices they have together; for points as many. */
  readonly count: number;
  readonly vertices: number;
  readonly layer?: LayerSettings;
}

/** What stands in front of a frame's pixels. */
export interface FrameHeader {
  /** Of the request or subscription. */
  readonly id: number;
  /**
   * Counts what a subscription was offered from 1: the number of the first plane (or of the first shapes, where there are no planes)
   * of this frame, the others follow without a gap. Numbers that are missing between frames were left out.
   */
  readonly sequence: number;
  readonly runId?: string;
  readonly planes: readonly FramePlane[];
  /** Points and outlines; their arrays follow the pixels. */
  readonly shapes: readonly FrameShapes[];
}
