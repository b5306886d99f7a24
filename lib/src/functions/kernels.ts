import type { Plane } from "../image/plane.ts";

/** An object found by labelling: pixels, centre and intensity, in pixel units; index i describes label i + 1. */
export interface Regions {
  readonly count: number;
  readonly area: Int32Array;
  readonly centroidY: Float64Array;
  readonly centroidX: Float64Array;
  readonly meanIntensity: Float64Array;
  /** Inclusive first and exclusive last row and column: 4 numbers per object (y0, x0, y1, x1). */
  readonly box: Int32Array;
}

/** What a projection keeps of the pixels above each other; integer means are rounded down, integer sums saturate. */
export type ProjectionMethod = "max" | "min" | "mean" | "sum";

/** What {@link Kernels.run} gives a kernel; what it takes stands above its C++ function. */
export interface KernelCall {
  readonly inputs?: readonly Plane[];
  /** Written whole; none may share memory with an input. */
  readonly outputs?: readonly Plane[];
  readonly numbers?: readonly number[];
  /** How many numbers the kernel answers. */
  readonly answers?: number;
}

/** What a kernel answers. */
export interface KernelAnswer {
  readonly numbers: readonly number[];
  /** A copy of the table that the kernel left, `length` numbers; to be read before the next call. */
  table(length: number): Float64Array;
}

/**
 * The pixel engine: one C++ source, built natively per instruction set and to wasm. Results are bit-identical in all builds.
 * Planes in and out have equal height and width unless said; out may not be an input unless said.
 * Wrong shapes and dtypes are refused with `KERNEL_ARGUMENT` before any pixel is touched.
 */
export interface Kernels {
  /** Which build runs: `native x86-64-v4`, `native arm64`, `wasm`, ... */
  readonly build: string;
  /** Why this build runs where another one was to be expected: no native build here, a thread count that wasm cannot have. */
  readonly note?: string;
  readonly threads: number;
  /**
   * Runs a kernel by its name. Planes are checked against their headers; shapes and dtypes by the kernel.
   *
   * @throws TiterError `KERNEL_ARGUMENT` for planes that it does not take, `KERNEL_MISMATCH` for a name that the build lacks.
   */
  run(kernel: string, call: KernelCall): KernelAnswer;
  /** Per-pixel projection of planes onto `out` (same dtype). */
  project(planes: readonly Plane[], out: Plane, method: ProjectionMethod): void;
  /** Percentiles (0..100) over all pixels of all planes, linear between ranks as `numpy.percentile`. */
  percentiles(planes: readonly Plane[], percents: readonly number[]): number[];
  /** `(v - low) / (high - low)` clipped to 0..1, times target range, rounded down; `out` may be `plane`. */
  rescale(plane: Plane, out: Plane, low: number, high: number, targetMin: number, targetMax: number): void;
  /** Gaussian with reflected borders (SciPy `reflect`), radius `round(4 sigma)`. */
  gaussian(plane: Plane, out: Plane, sigma: number): void;
  /**
   * Grey morphology with a flat footprint. Operations: 0 erosion, 1 dilation, 2 opening, 3 closing, 4 white top-hat, 5 black top-hat,
   * 6 gradient. `squared`: the square of the radius of a disk, for the slices of a ball. Pixels outside never win.
   */
  morphology(
    plane: Plane,
    out: Plane,
    operation: number,
    footprint: "disk" | "square",
    radius: number,
    squared: number,
  ): void;
  /** White top-hat: plane minus its opening; borders as scikit-image. */
  whiteTopHat(plane: Plane, out: Plane, footprint: "disk" | "square", radius: number): void;
  /** Otsu's threshold of a plane: foreground is `value > threshold`. */
  otsu(plane: Plane): number;
  /** `out` (uint8) becomes 1 where `plane > threshold`, else 0. */
  threshold(plane: Plane, out: Plane, threshold: number): void;
  /**
   * Connected components of the non-zero pixels of `mask` (uint8) into `labels` (int32), numbered in raster order,
   * with properties measured on `intensity`.
   */
  label(mask: Plane, labels: Plane, intensity: Plane, connectivity: 4 | 8): Regions;
  /**
   * From now on native kernels end soon after a number in shared memory is no longer 0, with `KERNEL_STOPPED`; their results are undefined
   * then. Those of WebAssembly finish first. Null ends that.
   */
  watch(cancelled: Int32Array | null): void;
  /** Stops the threads; a second call does nothing. */
  close(): void;
}
