import type { PlaneId } from "../components/components.ts";
import type { Plane, PlaneHeader, Stack } from "../image/plane.ts";
import type { Kernels } from "./kernels.ts";

/** How a function treats the planes of a group (as in the seeds). */
export type Contract =
  /** Plane by plane. */
  | "PURE_2D"
  /** The whole group at once, as many planes out as in. */
  | "PURE_3D"
  /** Either, by its own parameter. */
  | "FLEXIBLE"
  /** The whole group in, one plane out. */
  | "VOLUMETRIC_TO_SLICE";

/** Rows, columns and micrometres per pixel (null when unknown) of planes. */
export interface PlaneSize {
  readonly y: number;
  readonly x: number;
  readonly pixelSizeUm: number | null;
}

/** What functions may take from the plate: a special input by this name, or the size of their result. Null where it does not say. */
export interface PlateInputs {
  readonly gridDimensions: { readonly rows: number; readonly columns: number } | null;
  /** Centres of the sites in micrometres, y down. */
  readonly stagePositions: readonly { readonly site: number; readonly y: number; readonly x: number }[] | null;
  readonly pixelSizeUm: number | null;
}

/** Where a function's pixels live. */
export type MemoryType = "cpu" | "webgpu" | "tfjs" | "numpy" | "cupy" | "torch" | "pyclesperanto";

/** Memory types of the machine itself: `numpy` planes are mapped by the bridge, so between these nothing is converted. */
export const hostMemory: readonly MemoryType[] = ["cpu", "numpy"];

/** One column of a result table. */
export interface Column {
  readonly name: string;
  readonly type: "integer" | "number" | "string" | "boolean";
  readonly unit?: string;
  /**
   * The column says where a row's object is in its plane, in pixels from the middle of the first one: a table with both is shown as
   * points, named by its column `label` when it has one.
   */
  readonly place?: "y" | "x";
  readonly doc: string;
}

/** Rows of a result table: one array per column, all of one length. */
export type Rows = Readonly<Record<string, readonly (number | string | boolean | null)[]>>;

/** A value that functions of one well hand to each other: plain JSON data, and arrays of numbers. */
export type SpecialValue =
  | null
  | boolean
  | number
  | string
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | readonly SpecialValue[]
  | { readonly [name: string]: SpecialValue };

/** A value that a function makes for later functions of the same well, besides its planes. */
export interface SpecialOutput {
  /** `table`: a record of columns of one length; `value`: anything else. */
  readonly kind: "value" | "table";
  readonly doc: string;
  /**
   * Writes the value to a file of the results as well: as JSON; a table as CSV; a label image, `{ height, width, data }` with 0 for
   * the background, as outlines for ImageJ's ROI Manager.
   */
  readonly save?: SpecialFormat;
}

/** How a special value becomes a file. */
export type SpecialFormat = "json" | "csv" | "rois";

/**
 * A value that a function takes from an earlier one that makes it under the same name (the latest such step counts), or from
 * the plate: `gridDimensions`, `stagePositions`, `pixelSizeUm`.
 */
export interface SpecialInput {
  readonly from?: "steps" | "plate";
  /** Takes all values that belong to the planes of a call, as a list of {@link NamedSpecial}, instead of exactly one. */
  readonly many?: boolean;
  readonly doc: string;
}

/** One of many special values, and the components of the planes that it was made of. */
export interface NamedSpecial {
  readonly of: Readonly<Partial<PlaneId>>;
  readonly value: SpecialValue;
}

/** What a function is given besides its planes and parameters. */
export interface CallContext {
  /** The pixel engine, native or wasm. */
  readonly kernels: Kernels;
  /** Which planes these are, in the order of the stack; for PURE_2D just the one. */
  readonly planes: readonly PlaneId[];
  /** The declared special inputs, by name. */
  readonly specials: Readonly<Record<string, unknown>>;
  /**
   * A plane with undefined pixels that the function may return; the caller owns and frees it. What is not returned goes back when
   * the call ends.
   */
  readonly acquire: (header: PlaneHeader) => Plane;
  /** Gives back a plane from `acquire` that is not returned before the call ends, so that less is held. */
  readonly release: (plane: Plane) => void;
  /** The device that the plan gives the function's step, such as `cuda:0`; null on the processor. */
  readonly device: string | null;
  /** Becomes true when the run is cancelled; long functions look at it now and then. */
  readonly signal: { readonly aborted: boolean };
}

/** What a function returns: planes, and rows for each of its declared tables. */
export interface CallResult {
  /** One plane per input plane (one in all for VOLUMETRIC_TO_SLICE). An input may be returned as it is. */
  readonly stack: Stack;
  readonly tables?: Readonly<Record<string, Rows>>;
  /** All declared special outputs, by name. */
  readonly specials?: Readonly<Record<string, SpecialValue>>;
}
