/**
 * Functions of skimage 0.26.0, through the Python bridge. Written by setup/bridgeModules.js.
 *
 * @module
 */
import type { TiterFunction } from "../../define.ts";
import { bridged, type Flag, type NeededNumber, type NumberOf, type OneOf } from "../bridged.ts";

/** Performs Logarithmic correction on the input image. */
export const adjustLog: TiterFunction<{
  /** The constant multiplier. */
  readonly gain: NumberOf<number>;
  /** If True, it performs inverse logarithmic correction, else correction will be logarithmic. */
  readonly inv: Flag<boolean>;
}> = bridged("skimage.exposure.adjust_log");

/** Performs Sigmoid Correction on the input image. */
export const adjustSigmoid: TiterFunction<{
  /** Cutoff of the sigmoid function that shifts the characteristic curve in horizontal direction. */
  readonly cutoff: NumberOf<number>;
  /** The constant multiplier in exponential's power of sigmoid function. */
  readonly gain: NumberOf<number>;
  /** If True, returns the negative sigmoid correction. */
  readonly inv: Flag<boolean>;
}> = bridged("skimage.exposure.adjust_sigmoid");

/** Contrast Limited Adaptive Histogram Equalization (CLAHE). */
export const equalizeAdapthist: TiterFunction<{
  /** Clipping limit, normalized between 0 and 1 (higher values give more contrast). */
  readonly clip_limit: NumberOf<number>;
  /** Number of gray bins for histogram ("data range"). */
  readonly nbins: NumberOf<number>;
}> = bridged("skimage.exposure.equalize_adapthist");

/** Return image after histogram equalization. */
export const equalizeHist: TiterFunction<{
  /** Number of bins for image histogram. */
  readonly nbins: NumberOf<number>;
}> = bridged("skimage.exposure.equalize_hist");

/** Return image after stretching or shrinking its intensity levels. */
export const rescaleIntensity: TiterFunction<Record<never, never>> = bridged("skimage.exposure.rescale_intensity");

/** Edge filter an image using the Canny algorithm. */
export const canny: TiterFunction<{
  /** Standard deviation of the Gaussian filter. */
  readonly sigma: NumberOf<number>;
  /** Lower bound for hysteresis thresholding (linking edges). */
  readonly low_threshold: NumberOf<null>;
  /** Upper bound for hysteresis thresholding (linking edges). */
  readonly high_threshold: NumberOf<null>;
  /** If ``True`` then treat low_threshold and high_threshold as quantiles of the edge magnitude image, rather than absolute edge magnitude values. */
  readonly use_quantiles: Flag<boolean>;
  /** The ``mode`` parameter determines how the array borders are handled during Gaussian filtering, where ``cval`` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "constant">;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.feature.canny");

/** Extract FAST corners for a given image. */
export const cornerFast: TiterFunction<{
  /** Minimum number of consecutive pixels out of 16 pixels on the circle that should all be either brighter or darker w.r.t testpixel. */
  readonly n: NumberOf<number>;
  /** Threshold used in deciding whether the pixels on the circle are brighter, darker or similar w.r.t. */
  readonly threshold: NumberOf<number>;
}> = bridged("skimage.feature.corner_fast");

/** Compute Foerstner corner measure response image. */
export const cornerFoerstner: TiterFunction<{
  /** Standard deviation used for the Gaussian kernel, which is used as weighting function for the auto-correlation matrix. */
  readonly sigma: NumberOf<number>;
}> = bridged("skimage.feature.corner_foerstner");

/** Compute Harris corner measure response image. */
export const cornerHarris: TiterFunction<{
  /** Method to compute the response image from the auto-correlation matrix. */
  readonly method: OneOf<"k" | "eps", "k">;
  /** Sensitivity factor to separate corners from edges, typically in range `[0, 0.2]`. */
  readonly k: NumberOf<number>;
  /** Normalisation factor (Noble's corner measure). */
  readonly eps: NumberOf<number>;
  /** Standard deviation used for the Gaussian kernel, which is used as weighting function for the auto-correlation matrix. */
  readonly sigma: NumberOf<number>;
}> = bridged("skimage.feature.corner_harris");

/** Compute Kitchen and Rosenfeld corner measure response image. */
export const cornerKitchenRosenfeld: TiterFunction<{
  /** How to handle values outside the image borders. */
  readonly mode: OneOf<"constant" | "reflect" | "wrap" | "nearest" | "mirror", "constant">;
  /** Used in conjunction with mode 'constant', the value outside the image boundaries. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.feature.corner_kitchen_rosenfeld");

/** Compute Moravec corner measure response image. */
export const cornerMoravec: TiterFunction<{
  /** Window size. */
  readonly window_size: NumberOf<number>;
}> = bridged("skimage.feature.corner_moravec");

/** Compute Shi-Tomasi (Kanade-Tomasi) corner measure response image. */
export const cornerShiTomasi: TiterFunction<{
  /** Standard deviation used for the Gaussian kernel, which is used as weighting function for the auto-correlation matrix. */
  readonly sigma: NumberOf<number>;
}> = bridged("skimage.feature.corner_shi_tomasi");

/** Compute the approximate Hessian Determinant over an image. */
export const hessianMatrixDet: TiterFunction<{
  /** Standard deviation of the Gaussian kernel used for the Hessian matrix. */
  readonly sigma: NumberOf<number>;
  /** If ``True`` and the image is 2D, use a much faster approximate computation. */
  readonly approximate: Flag<boolean>;
}> = bridged("skimage.feature.hessian_matrix_det");

/** Compute the local binary patterns (LBP) of an image. */
export const localBinaryPattern: TiterFunction<{
  /** Number of circularly symmetric neighbor set points (quantization of the angular space). */
  readonly P: NeededNumber;
  /** Radius of circle (spatial resolution of the operator). */
  readonly R: NeededNumber;
  /** Method to determine the pattern: ``default`` Original local binary pattern which is grayscale invariant but not rotation invariant. */
  readonly method: OneOf<"default" | "ror" | "uniform" | "nri_uniform" | "var", "default">;
}> = bridged("skimage.feature.local_binary_pattern");

/** Compute the shape index. */
export const shapeIndex: TiterFunction<{
  /** Standard deviation used for the Gaussian kernel, which is used for smoothing the input data before Hessian eigen value calculation. */
  readonly sigma: NumberOf<number>;
  /** How to handle values outside the image borders */
  readonly mode: OneOf<"constant" | "reflect" | "wrap" | "nearest" | "mirror", "constant">;
  /** Used in conjunction with mode 'constant', the value outside the image boundaries. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.feature.shape_index");

/** Apply hysteresis thresholding to ``image``. */
export const applyHysteresisThreshold: TiterFunction<{
  /** Lower threshold. */
  readonly low: NeededNumber;
  /** Higher threshold. */
  readonly high: NeededNumber;
}> = bridged("skimage.filters.apply_hysteresis_threshold");

/** Apply a Butterworth filter to enhance high or low frequency features. */
export const butterworth: TiterFunction<{
  /** Determines the position of the cut-off relative to the shape of the FFT. */
  readonly cutoff_frequency_ratio: NumberOf<number>;
  /** Whether to perform a high pass filter. */
  readonly high_pass: Flag<boolean>;
  /** Order of the filter which affects the slope near the cut-off. */
  readonly order: NumberOf<number>;
  /** When True, the square of a Butterworth filter is used. */
  readonly squared_butterworth: Flag<boolean>;
  /** Pad each edge of the image by `npad` pixels using `numpy.pad`'s ``mode='edge'`` extension. */
  readonly npad: NumberOf<number>;
}> = bridged("skimage.filters.butterworth");

/** Find features between ``low_sigma`` and ``high_sigma`` in size. */
export const differenceOfGaussians: TiterFunction<{
  /** Standard deviation(s) for the Gaussian kernel with the smaller sigmas across all axes. */
  readonly low_sigma: NeededNumber;
  /** Standard deviation(s) for the Gaussian kernel with the larger sigmas across all axes. */
  readonly high_sigma: NumberOf<null>;
  /** The ``mode`` parameter determines how the array borders are handled, where ``cval`` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "nearest">;
  /** Value to fill past edges of input if ``mode`` is 'constant'. */
  readonly cval: NumberOf<number>;
  /** Truncate the filter at this many standard deviations. */
  readonly truncate: NumberOf<number>;
}> = bridged("skimage.filters.difference_of_gaussians");

/** Find the edge magnitude using the Farid transform. */
export const farid: TiterFunction<{
  /** When `mode` is ``'constant'``, this is the constant used in values outside the boundary of the image data. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.farid");

/** Find the horizontal edges of an image using the Farid transform. */
export const faridH: TiterFunction<Record<never, never>> = bridged("skimage.filters.farid_h");

/** Find the vertical edges of an image using the Farid transform. */
export const faridV: TiterFunction<Record<never, never>> = bridged("skimage.filters.farid_v");

/** Filter an image with the Frangi vesselness filter. */
export const frangi: TiterFunction<{
  /** The range of sigmas used. */
  readonly scale_range: NumberOf<null>;
  /** Step size between sigmas. */
  readonly scale_step: NumberOf<null>;
  /** Frangi correction constant that adjusts the filter's sensitivity to deviation from a plate-like structure. */
  readonly alpha: NumberOf<number>;
  /** Frangi correction constant that adjusts the filter's sensitivity to deviation from a blob-like structure. */
  readonly beta: NumberOf<number>;
  /** Frangi correction constant that adjusts the filter's sensitivity to areas of high variance/texture/structure. */
  readonly gamma: NumberOf<null>;
  /** When True (the default), the filter detects black ridges; when False, it detects white ridges. */
  readonly black_ridges: Flag<boolean>;
  /** How to handle values outside the image borders. */
  readonly mode: OneOf<"constant" | "reflect" | "wrap" | "nearest" | "mirror", "reflect">;
  /** Used in conjunction with mode 'constant', the value outside the image boundaries. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.frangi");

/** Return real and imaginary responses to Gabor filter. */
export const gabor: TiterFunction<{
  /** Spatial frequency of the harmonic function. */
  readonly frequency: NeededNumber;
  /** Orientation in radians. */
  readonly theta: NumberOf<number>;
  /** The bandwidth captured by the filter. */
  readonly bandwidth: NumberOf<number>;
  /** Standard deviation in x- and y-directions. */
  readonly sigma_x: NumberOf<null>;
  /** Standard deviation in x- and y-directions. */
  readonly sigma_y: NumberOf<null>;
  /** The linear size of the kernel is n_stds (3 by default) standard deviations. */
  readonly n_stds: NumberOf<number>;
  /** Phase offset of harmonic function in radians. */
  readonly offset: NumberOf<number>;
  /** Mode used to convolve image with a kernel, passed to `ndi.convolve` */
  readonly mode: OneOf<"constant" | "nearest" | "reflect" | "mirror" | "wrap", "reflect">;
  /** Value to fill past edges of input if ``mode`` of convolution is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.gabor");

/** Multi-dimensional Gaussian filter. */
export const gaussian: TiterFunction<{
  /** Standard deviation for Gaussian kernel. */
  readonly sigma: NumberOf<number>;
  /** The ``mode`` parameter determines how the array borders are handled, where ``cval`` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "nearest">;
  /** Value to fill past edges of input if ``mode`` is 'constant'. */
  readonly cval: NumberOf<number>;
  /** If True, keep the original range of values. */
  readonly preserve_range: Flag<boolean>;
  /** Truncate the filter at this many standard deviations. */
  readonly truncate: NumberOf<number>;
}> = bridged("skimage.filters.gaussian");

/** Filter an image with the Hybrid Hessian filter. */
export const hessian: TiterFunction<{
  /** The range of sigmas used. */
  readonly scale_range: NumberOf<null>;
  /** Step size between sigmas. */
  readonly scale_step: NumberOf<null>;
  readonly alpha: NumberOf<number>;
  /** Frangi correction constant that adjusts the filter's sensitivity to deviation from a blob-like structure. */
  readonly beta: NumberOf<number>;
  /** Frangi correction constant that adjusts the filter's sensitivity to areas of high variance/texture/structure. */
  readonly gamma: NumberOf<number>;
  /** When True (the default), the filter detects black ridges; when False, it detects white ridges. */
  readonly black_ridges: Flag<boolean>;
  /** How to handle values outside the image borders. */
  readonly mode: OneOf<"constant" | "reflect" | "wrap" | "nearest" | "mirror", "reflect">;
  /** Used in conjunction with mode 'constant', the value outside the image boundaries. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.hessian");

/** Find the edges of an image using the Laplace operator. */
export const laplace: TiterFunction<{
  /** Define the size of the discrete Laplacian operator such that it will have a size of (ksize,) * image.ndim. */
  readonly ksize: NumberOf<number>;
}> = bridged("skimage.filters.laplace");

/** Return local median of an image. */
export const median: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** The mode parameter determines how the array borders are handled, where ``cval`` is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "nearest">;
  /** Value to fill past edges of input if mode is 'constant'. */
  readonly cval: NumberOf<number>;
  /** Either to use the old behavior (i.e., < 0.15) or the new behavior. */
  readonly behavior: OneOf<"ndimage" | "rank", "ndimage">;
}> = bridged("skimage.filters.median");

/** Filter an image with the Meijering neuriteness filter. */
export const meijering: TiterFunction<{
  /** Shaping filter constant, that selects maximally flat elongated features. */
  readonly alpha: NumberOf<null>;
  /** When True (the default), the filter detects black ridges; when False, it detects white ridges. */
  readonly black_ridges: Flag<boolean>;
  /** How to handle values outside the image borders. */
  readonly mode: OneOf<"constant" | "reflect" | "wrap" | "nearest" | "mirror", "reflect">;
  /** Used in conjunction with mode 'constant', the value outside the image boundaries. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.meijering");

/** Find the edge magnitude using the Prewitt transform. */
export const prewitt: TiterFunction<{
  /** When `mode` is ``'constant'``, this is the constant used in values outside the boundary of the image data. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.prewitt");

/** Find the horizontal edges of an image using the Prewitt transform. */
export const prewittH: TiterFunction<Record<never, never>> = bridged("skimage.filters.prewitt_h");

/** Find the vertical edges of an image using the Prewitt transform. */
export const prewittV: TiterFunction<Record<never, never>> = bridged("skimage.filters.prewitt_v");

/** Return an image of the same shape where each pixel is the index of the pixel value in the ascending order of the unique values of ``image``, aka the rank-order value. */
export const rankOrder: TiterFunction<Record<never, never>> = bridged("skimage.filters.rank_order");

/** Find the edge magnitude using Roberts' cross operator. */
export const roberts: TiterFunction<Record<never, never>> = bridged("skimage.filters.roberts");

/** Find the cross edges of an image using the Roberts' Cross operator. */
export const robertsNegDiag: TiterFunction<Record<never, never>> = bridged("skimage.filters.roberts_neg_diag");

/** Find the cross edges of an image using Roberts' cross operator. */
export const robertsPosDiag: TiterFunction<Record<never, never>> = bridged("skimage.filters.roberts_pos_diag");

/** Filter an image with the Sato tubeness filter. */
export const sato: TiterFunction<{
  /** When True (the default), the filter detects black ridges; when False, it detects white ridges. */
  readonly black_ridges: Flag<boolean>;
  /** How to handle values outside the image borders. */
  readonly mode: OneOf<"constant" | "reflect" | "wrap" | "nearest" | "mirror", "reflect">;
  /** Used in conjunction with mode 'constant', the value outside the image boundaries. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.sato");

/** Find the edge magnitude using the Scharr transform. */
export const scharr: TiterFunction<{
  /** When `mode` is ``'constant'``, this is the constant used in values outside the boundary of the image data. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.scharr");

/** Find the horizontal edges of an image using the Scharr transform. */
export const scharrH: TiterFunction<Record<never, never>> = bridged("skimage.filters.scharr_h");

/** Find the vertical edges of an image using the Scharr transform. */
export const scharrV: TiterFunction<Record<never, never>> = bridged("skimage.filters.scharr_v");

/** Find edges in an image using the Sobel filter. */
export const sobel: TiterFunction<{
  /** When `mode` is ``'constant'``, this is the constant used in values outside the boundary of the image data. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.sobel");

/** Find the horizontal edges of an image using the Sobel transform. */
export const sobelH: TiterFunction<Record<never, never>> = bridged("skimage.filters.sobel_h");

/** Find the vertical edges of an image using the Sobel transform. */
export const sobelV: TiterFunction<Record<never, never>> = bridged("skimage.filters.sobel_v");

/** Compute a threshold mask image based on local pixel neighborhood. */
export const thresholdLocal: TiterFunction<{
  /** Odd size of pixel neighborhood which is used to calculate the threshold value (e.g. */
  readonly block_size: NumberOf<number>;
  /** Method used to determine adaptive threshold for local neighborhood in weighted mean image. */
  readonly method: OneOf<"generic" | "gaussian" | "mean" | "median", "gaussian">;
  /** Constant subtracted from weighted mean of neighborhood to calculate the local threshold value. */
  readonly offset: NumberOf<number>;
  /** The mode parameter determines how the array borders are handled, where cval is the value when mode is equal to 'constant'. */
  readonly mode: OneOf<"reflect" | "constant" | "nearest" | "mirror" | "wrap", "reflect">;
  /** Either specify sigma for 'gaussian' method or function object for 'generic' method. */
  readonly param: NumberOf<null>;
  /** Value to fill past edges of input if mode is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.filters.threshold_local");

/** Applies Niblack local threshold to an array. */
export const thresholdNiblack: TiterFunction<{
  /** Window size specified as a single odd integer (3, 5, 7, …), or an iterable of length ``image.ndim`` containing only odd integers (e.g. */
  readonly window_size: NumberOf<number>;
  /** Value of parameter k in threshold formula. */
  readonly k: NumberOf<number>;
}> = bridged("skimage.filters.threshold_niblack");

/** Applies Sauvola local threshold to an array. */
export const thresholdSauvola: TiterFunction<{
  /** Window size specified as a single odd integer (3, 5, 7, …), or an iterable of length ``image.ndim`` containing only odd integers (e.g. */
  readonly window_size: NumberOf<number>;
  /** Value of the positive parameter k. */
  readonly k: NumberOf<number>;
  /** Value of R, the dynamic range of standard deviation. */
  readonly r: NumberOf<null>;
}> = bridged("skimage.filters.threshold_sauvola");

/** Unsharp masking filter. */
export const unsharpMask: TiterFunction<{
  /** If a scalar is given, then its value is used for all dimensions. */
  readonly radius: NumberOf<number>;
  /** The details will be amplified with this factor. */
  readonly amount: NumberOf<number>;
  /** Whether to keep the original range of values. */
  readonly preserve_range: Flag<boolean>;
}> = bridged("skimage.filters.unsharp_mask");

/** Auto-level image using local histogram. */
export const autolevel: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.autolevel");

/** Return grayscale local autolevel of an image. */
export const autolevelPercentile: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p0: NumberOf<number>;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p1: NumberOf<number>;
}> = bridged("skimage.filters.rank.autolevel_percentile");

/** Enhance contrast of an image. */
export const enhanceContrast: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.enhance_contrast");

/** Enhance contrast of an image. */
export const enhanceContrastPercentile: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p0: NumberOf<number>;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p1: NumberOf<number>;
}> = bridged("skimage.filters.rank.enhance_contrast_percentile");

/** Local entropy. */
export const entropy: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.entropy");

/** Equalize image using local histogram. */
export const equalize: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.equalize");

/** Return local geometric mean of an image. */
export const geometricMean: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.geometric_mean");

/** Return local gradient of an image (i.e. */
export const gradient: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.gradient");

/** Assign to each pixel the most common value within its neighborhood. */
export const majority: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.majority");

/** Return local maximum of an image. */
export const maximum: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.maximum");

/** Return local mean of an image. */
export const mean: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.mean");

/** Apply a flat kernel bilateral filter. */
export const meanBilateral: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [s0, s1] interval around the grayvalue of the center pixel to be considered for computing the value. */
  readonly s0: NumberOf<number>;
  /** Define the [s0, s1] interval around the grayvalue of the center pixel to be considered for computing the value. */
  readonly s1: NumberOf<number>;
}> = bridged("skimage.filters.rank.mean_bilateral");

/** Return local mean of an image. */
export const meanPercentile: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p0: NumberOf<number>;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p1: NumberOf<number>;
}> = bridged("skimage.filters.rank.mean_percentile");

/** Return local median of an image. */
export const rankMedian: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.median");

/** Return local minimum of an image. */
export const minimum: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.minimum");

/** Return local mode of an image. */
export const modal: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.modal");

/** Local Otsu's threshold value for each pixel. */
export const otsu: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.otsu");

/** Return local percentile of an image. */
export const percentile: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Set the percentile value. */
  readonly p0: NumberOf<number>;
}> = bridged("skimage.filters.rank.percentile");

/** Return the local number (population) of pixels. */
export const pop: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.pop");

/** Return the local number (population) of pixels. */
export const popBilateral: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [s0, s1] interval around the grayvalue of the center pixel to be considered for computing the value. */
  readonly s0: NumberOf<number>;
  /** Define the [s0, s1] interval around the grayvalue of the center pixel to be considered for computing the value. */
  readonly s1: NumberOf<number>;
}> = bridged("skimage.filters.rank.pop_bilateral");

/** Return the local number (population) of pixels. */
export const popPercentile: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p0: NumberOf<number>;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p1: NumberOf<number>;
}> = bridged("skimage.filters.rank.pop_percentile");

/** Return image subtracted from its local mean. */
export const subtractMean: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.subtract_mean");

/** Return image subtracted from its local mean. */
export const subtractMeanPercentile: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p0: NumberOf<number>;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p1: NumberOf<number>;
}> = bridged("skimage.filters.rank.subtract_mean_percentile");

/** Return the local sum of pixels. */
export const sum: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.sum");

/** Apply a flat kernel bilateral filter. */
export const sumBilateral: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [s0, s1] interval around the grayvalue of the center pixel to be considered for computing the value. */
  readonly s0: NumberOf<number>;
  /** Define the [s0, s1] interval around the grayvalue of the center pixel to be considered for computing the value. */
  readonly s1: NumberOf<number>;
}> = bridged("skimage.filters.rank.sum_bilateral");

/** Return the local sum of pixels. */
export const sumPercentile: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p0: NumberOf<number>;
  /** Define the [p0, p1] percentile interval to be considered for computing the value. */
  readonly p1: NumberOf<number>;
}> = bridged("skimage.filters.rank.sum_percentile");

/** Local threshold of an image. */
export const threshold: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** Mask array that defines (>0) area of the image included in the local neighborhood. */
  readonly mask: NumberOf<null>;
}> = bridged("skimage.filters.rank.threshold");

/** Label connected regions of an integer array. */
export const label: TiterFunction<{
  /** Consider all pixels with this value as background pixels, and label them as 0. */
  readonly background: NumberOf<null>;
  /** Maximum number of orthogonal hops to consider a pixel/voxel as a neighbor. */
  readonly connectivity: NumberOf<null>;
}> = bridged("skimage.measure.label");

/** Calculate all normalized central image moments up to a certain order. */
export const momentsNormalized: TiterFunction<{
  /** Maximum order of moments. */
  readonly order: NumberOf<number>;
}> = bridged("skimage.measure.moments_normalized");

/** Perform an area closing of the image. */
export const areaClosing: TiterFunction<{
  /** The size parameter (number of pixels). */
  readonly area_threshold: NumberOf<number>;
  /** The neighborhood connectivity. */
  readonly connectivity: NumberOf<number>;
}> = bridged("skimage.morphology.area_closing");

/** Perform an area opening of the image. */
export const areaOpening: TiterFunction<{
  /** The size parameter (number of pixels). */
  readonly area_threshold: NumberOf<number>;
  /** The neighborhood connectivity. */
  readonly connectivity: NumberOf<number>;
}> = bridged("skimage.morphology.area_opening");

/** Return black top hat of an image. */
export const blackTophat: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.morphology.black_tophat");

/** Return grayscale morphological closing of an image. */
export const closing: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.morphology.closing");

/** Compute the convex hull image of a binary image. */
export const convexHullImage: TiterFunction<{
  /** If ``True``, a pixel at coordinate, e.g., (4, 7) will be represented by coordinates (3.5, 7), (4.5, 7), (4, 6.5), and (4, 7.5). */
  readonly offset_coordinates: Flag<boolean>;
  /** Tolerance when determining whether a point is inside the hull. */
  readonly tolerance: NumberOf<number>;
  /** If ``False``, vertices/edges are excluded from the final hull mask. */
  readonly include_borders: Flag<boolean>;
}> = bridged("skimage.morphology.convex_hull_image");

/** Compute the convex hull image of individual objects in a binary image. */
export const convexHullObject: TiterFunction<{
  /** Determines the neighbors of each pixel. */
  readonly connectivity: NumberOf<number>;
}> = bridged("skimage.morphology.convex_hull_object");

/** Perform a diameter closing of the image. */
export const diameterClosing: TiterFunction<{
  /** The maximal extension parameter (number of pixels). */
  readonly diameter_threshold: NumberOf<number>;
  /** The neighborhood connectivity. */
  readonly connectivity: NumberOf<number>;
}> = bridged("skimage.morphology.diameter_closing");

/** Perform a diameter opening of the image. */
export const diameterOpening: TiterFunction<{
  /** The maximal extension parameter (number of pixels). */
  readonly diameter_threshold: NumberOf<number>;
  /** The neighborhood connectivity. */
  readonly connectivity: NumberOf<number>;
}> = bridged("skimage.morphology.diameter_opening");

/** Return grayscale morphological dilation of an image. */
export const dilation: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.morphology.dilation");

/** Return grayscale morphological erosion of an image. */
export const erosion: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.morphology.erosion");

/** Determine all maxima of the image with height >= h. */
export const hMaxima: TiterFunction<{
  /** The minimal height of all extracted maxima. */
  readonly h: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("skimage.morphology.h_maxima");

/** Determine all minima of the image with depth >= h. */
export const hMinima: TiterFunction<{
  /** The minimal depth of all extracted minima. */
  readonly h: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("skimage.morphology.h_minima");

/** Return binary morphological closing of an image. */
export const isotropicClosing: TiterFunction<{
  /** The radius of the footprint used for the operation. */
  readonly radius: NeededNumber;
}> = bridged("skimage.morphology.isotropic_closing");

/** Return binary morphological dilation of an image. */
export const isotropicDilation: TiterFunction<{
  /** The radius of the footprint used for the operation. */
  readonly radius: NeededNumber;
}> = bridged("skimage.morphology.isotropic_dilation");

/** Return binary morphological erosion of an image. */
export const isotropicErosion: TiterFunction<{
  /** The radius of the footprint used for the operation. */
  readonly radius: NeededNumber;
}> = bridged("skimage.morphology.isotropic_erosion");

/** Return binary morphological opening of an image. */
export const isotropicOpening: TiterFunction<{
  /** The radius of the footprint used for the operation. */
  readonly radius: NeededNumber;
}> = bridged("skimage.morphology.isotropic_opening");

/** Label connected regions of an integer array. */
export const morphologyLabel: TiterFunction<{
  /** Consider all pixels with this value as background pixels, and label them as 0. */
  readonly background: NumberOf<null>;
  /** Maximum number of orthogonal hops to consider a pixel/voxel as a neighbor. */
  readonly connectivity: NumberOf<null>;
}> = bridged("skimage.morphology.label");

/** Find local maxima of n-dimensional array. */
export const localMaxima: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** A number used to determine the neighborhood of each evaluated pixel. */
  readonly connectivity: NumberOf<null>;
  /** If True, the output will be a tuple of one-dimensional arrays representing the indices of local maxima in each dimension. */
  readonly indices: Flag<boolean>;
  /** If true, plateaus that touch the image border are valid maxima. */
  readonly allow_borders: Flag<boolean>;
}> = bridged("skimage.morphology.local_maxima");

/** Find local minima of n-dimensional array. */
export const localMinima: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** A number used to determine the neighborhood of each evaluated pixel. */
  readonly connectivity: NumberOf<null>;
  /** If True, the output will be a tuple of one-dimensional arrays representing the indices of local minima in each dimension. */
  readonly indices: Flag<boolean>;
  /** If true, plateaus that touch the image border are valid minima. */
  readonly allow_borders: Flag<boolean>;
}> = bridged("skimage.morphology.local_minima");

/** Build the max tree from an image. */
export const maxTree: TiterFunction<{
  /** The neighborhood connectivity. */
  readonly connectivity: NumberOf<number>;
}> = bridged("skimage.morphology.max_tree");

/** Determine all local maxima of the image. */
export const maxTreeLocalMaxima: TiterFunction<{
  /** The neighborhood connectivity. */
  readonly connectivity: NumberOf<number>;
}> = bridged("skimage.morphology.max_tree_local_maxima");

/** Compute the medial axis transform of a binary image. */
export const medialAxis: TiterFunction<{
  /** If true, the distance transform is returned as well as the skeleton. */
  readonly return_distance: Flag<boolean>;
}> = bridged("skimage.morphology.medial_axis");

/** Return grayscale morphological opening of an image. */
export const opening: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.morphology.opening");

/** Remove objects, in specified order, until remaining are a minimum distance apart. */
export const removeObjectsByDistance: TiterFunction<{
  /** Remove objects whose distance to other objects is not greater than this positive value. */
  readonly min_distance: NeededNumber;
  /** The Minkowski distance of order p, used to calculate the distance between objects. */
  readonly p_norm: NumberOf<number>;
}> = bridged("skimage.morphology.remove_objects_by_distance");

/** Remove contiguous holes smaller than the specified size. */
export const removeSmallHoles: TiterFunction<{
  /** The connectivity defining the neighborhood of a pixel. */
  readonly connectivity: NumberOf<number>;
  /** Remove holes whose contiguous area (or volume, in N-D) contains this number of pixels or fewer. */
  readonly max_size: NumberOf<number>;
}> = bridged("skimage.morphology.remove_small_holes");

/** Remove objects smaller than the specified size. */
export const removeSmallObjects: TiterFunction<{
  /** The connectivity defining the neighborhood of a pixel. */
  readonly connectivity: NumberOf<number>;
  /** Remove objects whose contiguous area (or volume, in N-D) contains this number of pixels or fewer. */
  readonly max_size: NumberOf<number>;
}> = bridged("skimage.morphology.remove_small_objects");

/** Compute the skeleton of the input image via thinning. */
export const skeletonize: TiterFunction<{
  /** Which algorithm to use. */
  readonly method: OneOf<"zhang" | "lee", null>;
}> = bridged("skimage.morphology.skeletonize");

/** Perform morphological thinning of a binary image. */
export const thin: TiterFunction<{
  /** Regardless of the value of this parameter, the thinned image is returned immediately if an iteration produces no change. */
  readonly max_num_iter: NumberOf<null>;
}> = bridged("skimage.morphology.thin");

/** Return white top hat of an image. */
export const whiteTophat: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** Value to fill past edges of input if `mode` is 'constant'. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.morphology.white_tophat");

/** Denoise image using bilateral filter. */
export const denoiseBilateral: TiterFunction<{
  /** Window size for filtering. */
  readonly win_size: NumberOf<null>;
  /** Standard deviation for grayvalue/color distance (radiometric similarity). */
  readonly sigma_color: NumberOf<null>;
  /** Standard deviation for range distance. */
  readonly sigma_spatial: NumberOf<number>;
  /** Number of discrete values for Gaussian weights of color filtering. */
  readonly bins: NumberOf<number>;
  /** How to handle values outside the image borders. */
  readonly mode: OneOf<"constant" | "edge" | "symmetric" | "reflect" | "wrap", "constant">;
  /** Used in conjunction with mode 'constant', the value outside the image boundaries. */
  readonly cval: NumberOf<number>;
}> = bridged("skimage.restoration.denoise_bilateral");

/** Perform total variation denoising using split-Bregman optimization. */
export const denoiseTvBregman: TiterFunction<{
  /** Denoising weight. */
  readonly weight: NumberOf<number>;
  /** Maximal number of iterations used for the optimization. */
  readonly max_num_iter: NumberOf<number>;
  /** Tolerance :math:`\varepsilon > 0` for the stop criterion: The algorithm stops when :math:`\|u_n - u_{n-1}\|_2 < \varepsilon`. */
  readonly eps: NumberOf<number>;
  /** Switch between isotropic and anisotropic TV denoising. */
  readonly isotropic: Flag<boolean>;
}> = bridged("skimage.restoration.denoise_tv_bregman");

/** Perform total variation denoising in nD. */
export const denoiseTvChambolle: TiterFunction<{
  /** Denoising weight. */
  readonly weight: NumberOf<number>;
  /** Tolerance :math:`\varepsilon > 0` for the stop criterion (compares to absolute value of relative difference of the cost function :math:`E`): The algorithm stops when :math:`|E_{n-1} - E_n| < \varepsil */
  readonly eps: NumberOf<number>;
  /** Maximal number of iterations used for the optimization. */
  readonly max_num_iter: NumberOf<number>;
}> = bridged("skimage.restoration.denoise_tv_chambolle");

/** Recover the original from a wrapped phase image. */
export const unwrapPhase: TiterFunction<{
  /** When an element of the sequence is `True`, the unwrapping process will regard the edges along the corresponding axis of the image to be connected and use this connectivity to guide the phase unwrappin */
  readonly wrap_around: Flag<boolean>;
}> = bridged("skimage.restoration.unwrap_phase");

/** Chan-Vese segmentation algorithm. */
export const chanVese: TiterFunction<{
  /** 'edge length' weight parameter. */
  readonly mu: NumberOf<number>;
  /** 'difference from average' weight parameter for the output region with value 'True'. */
  readonly lambda1: NumberOf<number>;
  /** 'difference from average' weight parameter for the output region with value 'False'. */
  readonly lambda2: NumberOf<number>;
  /** Level set variation tolerance between iterations. */
  readonly tol: NumberOf<number>;
  /** Maximum number of iterations allowed before the algorithm interrupts itself. */
  readonly max_num_iter: NumberOf<number>;
  /** A multiplication factor applied at calculations for each step, serves to accelerate the algorithm. */
  readonly dt: NumberOf<number>;
  /** If set to True, the return value will be a tuple containing the three return values (see below). */
  readonly extended_output: Flag<boolean>;
}> = bridged("skimage.segmentation.chan_vese");

/** Clear objects connected to the label image border. */
export const clearBorder: TiterFunction<{
  /** The width of the border examined. */
  readonly buffer_size: NumberOf<number>;
  /** Cleared objects are set to this value. */
  readonly bgval: NumberOf<number>;
}> = bridged("skimage.segmentation.clear_border");

/** Expand labels in label image by ``distance`` pixels without overlapping. */
export const expandLabels: TiterFunction<{
  /** Euclidean distance in pixels by which to grow the labels. */
  readonly distance: NumberOf<number>;
}> = bridged("skimage.segmentation.expand_labels");

/** Computes Felsenszwalb's efficient graph based image segmentation. */
export const felzenszwalb: TiterFunction<{
  /** Free parameter. */
  readonly scale: NumberOf<number>;
  /** Width (standard deviation) of Gaussian kernel used in preprocessing. */
  readonly sigma: NumberOf<number>;
  /** Minimum component size. */
  readonly min_size: NumberOf<number>;
}> = bridged("skimage.segmentation.felzenszwalb");

/** Return bool array where boundaries between labeled regions are True. */
export const findBoundaries: TiterFunction<{
  /** A pixel is considered a boundary pixel if any of its neighbors has a different label. */
  readonly connectivity: NumberOf<number>;
  /** How to mark the boundaries: - thick: any pixel not completely surrounded by pixels of the same label (defined by `connectivity`) is marked as a boundary. */
  readonly mode: OneOf<"thick" | "inner" | "outer" | "subpixel", "thick">;
  /** For modes 'inner' and 'outer', a definition of a background label is required. */
  readonly background: NumberOf<number>;
}> = bridged("skimage.segmentation.find_boundaries");

/** Inverse of gradient magnitude. */
export const inverseGaussianGradient: TiterFunction<{
  /** Controls the steepness of the inversion. */
  readonly alpha: NumberOf<number>;
  /** Standard deviation of the Gaussian filter applied over the image. */
  readonly sigma: NumberOf<number>;
}> = bridged("skimage.segmentation.inverse_gaussian_gradient");

/** Relabel arbitrary labels to {`offset`, ... */
export const relabelSequential: TiterFunction<{
  /** The return labels will start at `offset`, which should be strictly positive. */
  readonly offset: NumberOf<number>;
}> = bridged("skimage.segmentation.relabel_sequential");

/** Find watershed basins in an image flooded from given markers. */
export const watershed: TiterFunction<{
  /** The neighborhood connectivity. */
  readonly connectivity: NumberOf<number>;
  /** Use compact watershed [1]_ with given compactness parameter. */
  readonly compactness: NumberOf<number>;
  /** If True, a one-pixel wide line separates the regions obtained by the watershed algorithm. */
  readonly watershed_line: Flag<boolean>;
}> = bridged("skimage.segmentation.watershed");

/** Integral image / summed area table. */
export const integralImage: TiterFunction<Record<never, never>> = bridged("skimage.transform.integral_image");

/** Rotate image by a certain angle around its center. */
export const rotate: TiterFunction<{
  /** Rotation angle in degrees in counter-clockwise direction. */
  readonly angle: NeededNumber;
  /** Determine whether the shape of the output image will be automatically calculated, so the complete rotated image exactly fits. */
  readonly resize: Flag<boolean>;
  readonly cval: NumberOf<number>;
  readonly clip: Flag<boolean>;
  readonly preserve_range: Flag<boolean>;
}> = bridged("skimage.transform.rotate");

/** Perform a swirl transformation. */
export const swirl: TiterFunction<{
  /** The amount of swirling applied. */
  readonly strength: NumberOf<number>;
  /** The extent of the swirl in pixels. */
  readonly radius: NumberOf<number>;
  /** Additional rotation applied to the image. */
  readonly rotation: NumberOf<number>;
  readonly cval: NumberOf<number>;
  readonly clip: Flag<boolean>;
  readonly preserve_range: Flag<boolean>;
}> = bridged("skimage.transform.swirl");

/** Convert an image to boolean format. */
export const imgAsBool: TiterFunction<{
  /** Force a copy of the data, irrespective of its current dtype. */
  readonly force_copy: Flag<boolean>;
}> = bridged("skimage.util.img_as_bool");

/** Convert an image to floating point format. */
export const imgAsFloat: TiterFunction<{
  /** Force a copy of the data, irrespective of its current dtype. */
  readonly force_copy: Flag<boolean>;
}> = bridged("skimage.util.img_as_float");

/** Convert an image to single-precision (32-bit) floating point format. */
export const imgAsFloat32: TiterFunction<{
  /** Force a copy of the data, irrespective of its current dtype. */
  readonly force_copy: Flag<boolean>;
}> = bridged("skimage.util.img_as_float32");

/** Convert an image to double-precision (64-bit) floating point format. */
export const imgAsFloat64: TiterFunction<{
  /** Force a copy of the data, irrespective of its current dtype. */
  readonly force_copy: Flag<boolean>;
}> = bridged("skimage.util.img_as_float64");

/** Convert an image to 16-bit signed integer format. */
export const imgAsInt: TiterFunction<{
  /** Force a copy of the data, irrespective of its current dtype. */
  readonly force_copy: Flag<boolean>;
}> = bridged("skimage.util.img_as_int");

/** Convert an image to 8-bit unsigned integer format. */
export const imgAsUbyte: TiterFunction<{
  /** Force a copy of the data, irrespective of its current dtype. */
  readonly force_copy: Flag<boolean>;
}> = bridged("skimage.util.img_as_ubyte");

/** Convert an image to 16-bit unsigned integer format. */
export const imgAsUint: TiterFunction<{
  /** Force a copy of the data, irrespective of its current dtype. */
  readonly force_copy: Flag<boolean>;
}> = bridged("skimage.util.img_as_uint");

/** Invert an image. */
export const invert: TiterFunction<{
  /** If True and the image is of type float, the range is assumed to be [-1, 1]. */
  readonly signed_float: Flag<boolean>;
}> = bridged("skimage.util.invert");

/** Function to add random noise of various types to a floating-point image. */
export const randomNoise: TiterFunction<{
  /** If True (default), the output will be clipped after noise is applied. */
  readonly clip: Flag<boolean>;
}> = bridged("skimage.util.random_noise");

/** Remove repeated rows from a 2D array. */
export const uniqueRows: TiterFunction<Record<never, never>> = bridged("skimage.util.unique_rows");
