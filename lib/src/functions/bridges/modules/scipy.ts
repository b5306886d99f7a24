/**
 * Functions of scipy 1.17.1, through the Python bridge. Written by setup/bridgeModules.js.
 *
 * @module
 */
import type { TiterFunction } from "../../define.ts";
import { bridged, type Flag, type NeededNumber, type NumberOf, type OneOf } from "../bridged.ts";

/** Multidimensional binary closing with the given structuring element. */
export const binaryClosing: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The dilation step of the closing, then the erosion step are each repeated `iterations` times (one, by default). */
  readonly iterations: NumberOf<number>;
  /** Value at the border in the output array. */
  readonly border_value: NumberOf<number>;
  /** Memory condition: if False, only the pixels whose value was changed in the last iteration are tracked as candidates to be updated in the current iteration; if true al pixels are considered as candidat */
  readonly brute_force: Flag<boolean>;
}> = bridged("scipy.ndimage.binary_closing");

/** Multidimensional binary dilation with the given structuring element. */
export const binaryDilation: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The dilation is repeated `iterations` times (one, by default). */
  readonly iterations: NumberOf<number>;
  /** Value at the border in the output array. */
  readonly border_value: NumberOf<number>;
  /** Memory condition: if False, only the pixels whose value was changed in the last iteration are tracked as candidates to be updated (dilated) in the current iteration; if True all pixels are considered  */
  readonly brute_force: Flag<boolean>;
}> = bridged("scipy.ndimage.binary_dilation");

/** Multidimensional binary erosion with a given structuring element. */
export const binaryErosion: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The erosion is repeated `iterations` times (one, by default). */
  readonly iterations: NumberOf<number>;
  /** Value at the border in the output array. */
  readonly border_value: NumberOf<number>;
  /** Memory condition: if False, only the pixels whose value was changed in the last iteration are tracked as candidates to be updated (eroded) in the current iteration; if True all pixels are considered a */
  readonly brute_force: Flag<boolean>;
}> = bridged("scipy.ndimage.binary_erosion");

/** Fill the holes in binary objects. */
export const binaryFillHoles: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("scipy.ndimage.binary_fill_holes");

/** Multidimensional binary opening with the given structuring element. */
export const binaryOpening: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The erosion step of the opening, then the dilation step are each repeated `iterations` times (one, by default). */
  readonly iterations: NumberOf<number>;
  /** Value at the border in the output array. */
  readonly border_value: NumberOf<number>;
  /** Memory condition: if False, only the pixels whose value was changed in the last iteration are tracked as candidates to be updated in the current iteration; if true all pixels are considered as candida */
  readonly brute_force: Flag<boolean>;
}> = bridged("scipy.ndimage.binary_opening");

/** Multidimensional black tophat filter. */
export const blackTophat: TiterFunction<{
  /** Shape of a flat and full structuring element used for the filter. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the array borders are handled, where `cval` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.black_tophat");

/** Distance transform function by a brute force algorithm. */
export const distanceTransformBf: TiterFunction<{
  /** 'cityblock' and 'manhattan' are also valid, and map to 'taxicab'. */
  readonly metric: OneOf<"euclidean" | "taxicab" | "chessboard", "euclidean">;
  /** This parameter is only used when `metric` is 'euclidean'. */
  readonly sampling: NumberOf<null>;
  /** Whether to calculate the distance transform. */
  readonly return_distances: Flag<boolean>;
  /** Whether to calculate the feature transform. */
  readonly return_indices: Flag<boolean>;
}> = bridged("scipy.ndimage.distance_transform_bf");

/** Distance transform for chamfer type of transforms. */
export const distanceTransformCdt: TiterFunction<{
  /** The `metric` determines the type of chamfering that is done. */
  readonly metric: OneOf<"chessboard" | "taxicab", "chessboard">;
  /** Whether to calculate the distance transform. */
  readonly return_distances: Flag<boolean>;
  /** Whether to calculate the feature transform. */
  readonly return_indices: Flag<boolean>;
}> = bridged("scipy.ndimage.distance_transform_cdt");

/** Exact Euclidean distance transform. */
export const distanceTransformEdt: TiterFunction<{
  /** Spacing of elements along each dimension. */
  readonly sampling: NumberOf<null>;
  /** Whether to calculate the distance transform. */
  readonly return_distances: Flag<boolean>;
  /** Whether to calculate the feature transform. */
  readonly return_indices: Flag<boolean>;
}> = bridged("scipy.ndimage.distance_transform_edt");

/** Multidimensional ellipsoid Fourier filter. */
export const fourierEllipsoid: TiterFunction<{
  /** The size of the box used for filtering. */
  readonly size: NeededNumber;
  /** If `n` is negative (default), then the input is assumed to be the result of a complex fft. */
  readonly n: NumberOf<number>;
}> = bridged("scipy.ndimage.fourier_ellipsoid");

/** Multidimensional Gaussian fourier filter. */
export const fourierGaussian: TiterFunction<{
  /** The sigma of the Gaussian kernel. */
  readonly sigma: NeededNumber;
  /** If `n` is negative (default), then the input is assumed to be the result of a complex fft. */
  readonly n: NumberOf<number>;
}> = bridged("scipy.ndimage.fourier_gaussian");

/** Multidimensional uniform fourier filter. */
export const fourierUniform: TiterFunction<{
  /** The size of the box used for filtering. */
  readonly size: NeededNumber;
  /** If `n` is negative (default), then the input is assumed to be the result of a complex fft. */
  readonly n: NumberOf<number>;
}> = bridged("scipy.ndimage.fourier_uniform");

/** Multidimensional Gaussian filter. */
export const gaussianFilter: TiterFunction<{
  /** Standard deviation for Gaussian kernel. */
  readonly sigma: NeededNumber;
  /** The order of the filter along each axis is given as a sequence of integers, or as a single number. */
  readonly order: NumberOf<number>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
  /** Truncate the filter at this many standard deviations. */
  readonly truncate: NumberOf<number>;
  /** Radius of the Gaussian kernel. */
  readonly radius: NumberOf<null>;
}> = bridged("scipy.ndimage.gaussian_filter");

/** 1-D Gaussian filter. */
export const gaussianFilter1d: TiterFunction<{
  /** standard deviation for Gaussian kernel */
  readonly sigma: NeededNumber;
  /** An order of 0 corresponds to convolution with a Gaussian kernel. */
  readonly order: NumberOf<number>;
  /** The `mode` parameter determines how the input array is extended beyond its boundaries. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
  /** Truncate the filter at this many standard deviations. */
  readonly truncate: NumberOf<number>;
  /** Radius of the Gaussian kernel. */
  readonly radius: NumberOf<null>;
}> = bridged("scipy.ndimage.gaussian_filter1d");

/** Multidimensional gradient magnitude using Gaussian derivatives. */
export const gaussianGradientMagnitude: TiterFunction<{
  /** The standard deviations of the Gaussian filter are given for each axis as a sequence, or as a single number, in which case it is equal for all axes. */
  readonly sigma: NeededNumber;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.gaussian_gradient_magnitude");

/** Multidimensional Laplace filter using Gaussian second derivatives. */
export const gaussianLaplace: TiterFunction<{
  /** The standard deviations of the Gaussian filter are given for each axis as a sequence, or as a single number, in which case it is equal for all axes. */
  readonly sigma: NeededNumber;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.gaussian_laplace");

/** Multidimensional grayscale closing. */
export const greyClosing: TiterFunction<{
  /** Shape of a flat and full structuring element used for the grayscale closing. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the array borders are handled, where `cval` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.grey_closing");

/** Calculate a greyscale dilation, using either a structuring element, or a footprint corresponding to a flat structuring element. */
export const greyDilation: TiterFunction<{
  /** Shape of a flat and full structuring element used for the grayscale dilation. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the array borders are handled, where `cval` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.grey_dilation");

/** Calculate a greyscale erosion, using either a structuring element, or a footprint corresponding to a flat structuring element. */
export const greyErosion: TiterFunction<{
  /** Shape of a flat and full structuring element used for the grayscale erosion. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the array borders are handled, where `cval` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.grey_erosion");

/** Multidimensional grayscale opening. */
export const greyOpening: TiterFunction<{
  /** Shape of a flat and full structuring element used for the grayscale opening. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the array borders are handled, where `cval` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.grey_opening");

/** Label features in an array. */
export const label: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("scipy.ndimage.label");

/** N-D Laplace filter based on approximate second derivatives. */
export const laplace: TiterFunction<{
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.laplace");

/** Calculate a multidimensional maximum filter. */
export const maximumFilter: TiterFunction<{
  /** See footprint, below. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.maximum_filter");

/** Calculate a multidimensional median filter. */
export const medianFilter: TiterFunction<{
  /** See footprint, below. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the input array is extended beyond its boundaries. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.median_filter");

/** Calculate a multidimensional minimum filter. */
export const minimumFilter: TiterFunction<{
  /** See footprint, below. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.minimum_filter");

/** Multidimensional morphological gradient. */
export const morphologicalGradient: TiterFunction<{
  /** Shape of a flat and full structuring element used for the mathematical morphology operations. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the array borders are handled, where `cval` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.morphological_gradient");

/** Multidimensional morphological laplace. */
export const morphologicalLaplace: TiterFunction<{
  /** Shape of a flat and full structuring element used for the mathematical morphology operations. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The mode parameter determines how the array borders are handled. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if mode is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.morphological_laplace");

/** Calculate a multidimensional percentile filter. */
export const percentileFilter: TiterFunction<{
  /** The percentile parameter may be less than zero, i.e., percentile = -20 equals percentile = 80 */
  readonly percentile: NeededNumber;
  /** See footprint, below. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the input array is extended beyond its boundaries. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.percentile_filter");

/** Calculate a Prewitt filter. */
export const prewitt: TiterFunction<{
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.prewitt");

/** Calculate a multidimensional rank filter. */
export const rankFilter: TiterFunction<{
  /** The rank parameter may be less than zero, i.e., rank = -1 indicates the largest element. */
  readonly rank: NeededNumber;
  /** See footprint, below. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the input array is extended beyond its boundaries. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.rank_filter");

/** Shift an array. */
export const shift: TiterFunction<{
  /** The shift along the axes. */
  readonly shift: NeededNumber;
  /** The order of the spline interpolation, default is 3. */
  readonly order: NumberOf<number>;
  /** The `mode` parameter determines how the input array is extended beyond its boundaries. */
  readonly mode: OneOf<
    "reflect" | "grid-mirror" | "constant" | "grid-constant" | "nearest" | "mirror" | "grid-wrap" | "wrap",
    "constant"
  >;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
  /** Determines if the input array is prefiltered with `spline_filter` before interpolation. */
  readonly prefilter: Flag<boolean>;
}> = bridged("scipy.ndimage.shift");

/** Calculate a Sobel filter. */
export const sobel: TiterFunction<{
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.sobel");

/** Multidimensional spline filter. */
export const splineFilter: TiterFunction<{
  /** The order of the spline, default is 3. */
  readonly order: NumberOf<number>;
  /** The `mode` parameter determines how the input array is extended beyond its boundaries. */
  readonly mode: OneOf<
    "reflect" | "grid-mirror" | "constant" | "grid-constant" | "nearest" | "mirror" | "grid-wrap" | "wrap",
    "mirror"
  >;
}> = bridged("scipy.ndimage.spline_filter");

/** Calculate a 1-D spline filter along the given axis. */
export const splineFilter1d: TiterFunction<{
  /** The order of the spline, default is 3. */
  readonly order: NumberOf<number>;
  /** The `mode` parameter determines how the input array is extended beyond its boundaries. */
  readonly mode: OneOf<
    "reflect" | "grid-mirror" | "constant" | "grid-constant" | "nearest" | "mirror" | "grid-wrap" | "wrap",
    "mirror"
  >;
}> = bridged("scipy.ndimage.spline_filter1d");

/** Multidimensional uniform filter. */
export const uniformFilter: TiterFunction<{
  /** The sizes of the uniform filter are given for each axis as a sequence, or as a single number, in which case the size is equal for all axes. */
  readonly size: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.uniform_filter");

/** Multidimensional white tophat filter. */
export const whiteTophat: TiterFunction<{
  /** Shape of a flat and full structuring element used for the filter. */
  readonly size: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The `mode` parameter determines how the array borders are handled, where `cval` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("scipy.ndimage.white_tophat");

/** Remove linear or constant trend along axis from data. */
export const detrend: TiterFunction<{
  /** The type of detrending. */
  readonly type: OneOf<"linear" | "constant", "linear">;
  /** A sequence of break points. */
  readonly bp: NumberOf<number>;
  /** If True, allow in place detrending and avoid a copy. */
  readonly overwrite_data: Flag<boolean>;
}> = bridged("scipy.signal.detrend");

/** Perform a median filter on an N-dimensional array. */
export const medfilt: TiterFunction<Record<never, never>> = bridged("scipy.signal.medfilt");

/** Median filter a 2-dimensional array. */
export const medfilt2d: TiterFunction<{
  /** A scalar or a list of length 2, giving the size of the median filter window in each dimension. */
  readonly kernel_size: NumberOf<number>;
}> = bridged("scipy.signal.medfilt2d");

/** Smoothing spline (cubic) filtering of a rank-2 array. */
export const signalSplineFilter: TiterFunction<{
  /** spline smoothing fall-off value, default is `5.0`. */
  readonly lmbda: NumberOf<number>;
}> = bridged("scipy.signal.spline_filter");

/** Perform a Wiener filter on an N-dimensional array. */
export const wiener: TiterFunction<{
  /** The noise-power to use. */
  readonly noise: NumberOf<null>;
}> = bridged("scipy.signal.wiener");
