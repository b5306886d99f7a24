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

/** Where a function's pixels live. */
export type MemoryType = "cpu" | "webgpu" | "tfjs" | "numpy" | "cupy" | "torch" | "pyclesperanto";

/** One column of a result table. */
export interface Column {
  readonly name: string;
  readonly type: "integer" | "number" | "string" | "boolean";
  readonly unit?: string;
  readonly doc: string;
}

/** Rows of a result table: one array per column, all of one length. */
export type Rows = Readonly<Record<string, readonly (number | string | boolean | null)[]>>;

/** What a function is given besides its planes and parameters. */
export interface CallContext {
  /** The pixel engine, native or wasm. */
  readonly kernels: Kernels;
  /** Which planes these are, in the order of the stack; for PURE_2D just the one. */
  readonly planes: readonly PlaneId[];
  /** A plane with undefined pixels that the function may return; the caller owns and frees it. */
  readonly acquire: (header: PlaneHeader) => Plane;
  /** Gives back a plane from `acquire` that is not returned. */
  readonly release: (plane: Plane) => void;
  /** Becomes true when the run is cancelled; long functions look at it now and then. */
  readonly signal: { readonly aborted: boolean };
}

/** What a function returns: planes, and rows for each of its declared tables. */
export interface CallResult {
  /** One plane per input plane (one in all for VOLUMETRIC_TO_SLICE). An input may be returned as it is. */
  readonly stack: Stack;
  readonly tables?: Readonly<Record<string, Rows>>;
}
