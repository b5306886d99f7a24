/**
 * Functions of mahotas 1.4.19, through the Python bridge. Written by setup/bridgeModules.js.
 *
 * @module
 */
import type { TiterFunction } from "../../define.ts";
import { bridged, type Flag, type NeededNumber, type NumberOf, type OneOf } from "../bridged.ts";

/** border_img = border(labeled, i, j, Bc={3x3 cross}, out={np.zeros(labeled.shape, bool)}, always_return=True) */
export const border: TiterFunction<{
  readonly i: NeededNumber;
  readonly j: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** if false, then, in the case where there is no pixel on the border, returns ``None``. */
  readonly always_return: Flag<boolean>;
}> = bridged("mahotas.border");

/** border_img = borders(labeled, Bc={3x3 cross}, out={np.zeros(labeled.shape, bool)}) */
export const borders: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "constant">;
}> = bridged("mahotas.borders");

/** perim = bwperim(bw, n=4) */
export const bwperim: TiterFunction<{
  /** Connectivity. */
  readonly n: NumberOf<number>;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "constant">;
}> = bridged("mahotas.bwperim");

/** y = close(f, Bc={3x3 cross}, out={np.empty_like(f)}) */
export const close: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.close");

/** closed = close_holes(ref, Bc=None): */
export const closeHoles: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.close_holes");

/** Morphological dilation. */
export const dilate: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.dilate");

/** dmap = distance(bw, metric='euclidean2') */
export const distance: TiterFunction<Record<never, never>> = bridged("mahotas.distance");

/** edges = dog(img, sigma1=2, multiplier=1.001, just_filter=False) */
export const dog: TiterFunction<{
  /** will have sigma value 1.001*sigma1 */
  readonly sigma1: NumberOf<number>;
  readonly multiplier: NumberOf<number>;
  /** If true, then return the result of filtering the image with the DoG filters, no zero-crossing is detected (default is False). */
  readonly just_filter: Flag<boolean>;
}> = bridged("mahotas.dog");

/** eroded = erode(A, Bc={3x3 cross}, out={np.empty_as(A)}) */
export const erode: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.erode");

/** filtered = gaussian_filter(array, sigma, order=0, mode='reflect', cval=0., out={np.empty_like(array)}) */
export const gaussianFilter: TiterFunction<{
  /** standard deviation for Gaussian kernel. */
  readonly sigma: NeededNumber;
  /** The order of the filter along each axis is given as a sequence of integers, or as a single number. */
  readonly order: NumberOf<number>;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "reflect">;
  /** If `mode` is constant, which constant to use (default: 0.0) */
  readonly cval: NumberOf<number>;
}> = bridged("mahotas.gaussian_filter");

/** filtered = gaussian_filter1d(array, sigma, axis=-1, order=0, mode='reflect', cval=0., out={np.empty_like(array)}) */
export const gaussianFilter1d: TiterFunction<{
  /** standard deviation for Gaussian kernel (in pixel units) */
  readonly sigma: NeededNumber;
  /** An order of 0 corresponds to convolution with a Gaussian kernel. */
  readonly order: NumberOf<number>;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "reflect">;
  /** If `mode` is constant, which constant to use (default: 0.0) */
  readonly cval: NumberOf<number>;
}> = bridged("mahotas.gaussian_filter1d");

/** t = haar(f, preserve_energy=True, inline=False) */
export const haar: TiterFunction<{
  /** Whether to normalise the result so that energy is preserved (the default). */
  readonly preserve_energy: Flag<boolean>;
  /** Whether to write the results to the input image. */
  readonly inline: Flag<boolean>;
}> = bridged("mahotas.haar");

/** t = ihaar(f, preserve_energy=True, inline=False) */
export const ihaar: TiterFunction<{
  /** Whether to normalise the result so that energy is preserved (the default). */
  readonly preserve_energy: Flag<boolean>;
  /** Whether to write the results to the input image. */
  readonly inline: Flag<boolean>;
}> = bridged("mahotas.ihaar");

/** labeled, nr_objects = label(array, Bc={3x3 cross}, output={new array}) */
export const label: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.label");

/** filtered = laplacian_2D(array, alpha = 0.2) */
export const laplacian2D: TiterFunction<{
  /** controls the shape of Laplacian operator. */
  readonly alpha: NumberOf<number>;
}> = bridged("mahotas.laplacian_2D");

/** filtered = locmax(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const locmax: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.locmax");

/** filtered = locmin(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const locmin: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.locmin");

/** filtered = majority_filter(img, N=3, out={np.empty(img.shape, bool)}) */
export const majorityFilter: TiterFunction<{
  /** size of filter (must be odd integer), defaults to 3. */
  readonly N: NumberOf<number>;
}> = bridged("mahotas.majority_filter");

/** mean = mean_filter(f, Bc, mode='ignore', cval=0.0, out=None) */
export const meanFilter: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  /** How to handle borders. */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "ignore">;
  /** If `mode` is constant, which constant to use (default: 0.0) */
  readonly cval: NumberOf<number>;
}> = bridged("mahotas.mean_filter");

/** median = median_filter(f, Bc={square}, mode='reflect', cval=0.0, out={np.empty(f.shape, f.dtype}) */
export const medianFilter: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "reflect">;
  /** If `mode` is constant, which constant to use (default: 0.0) */
  readonly cval: NumberOf<number>;
}> = bridged("mahotas.median_filter");

/** y = open(f, Bc={3x3 cross}, out={np.empty_like(f)}) */
export const open: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.open");

/** ranked = rank_filter(f, Bc, rank, mode='reflect', cval=0.0, out=None) */
export const rankFilter: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NeededNumber;
  readonly rank: NeededNumber;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "reflect">;
  /** If `mode` is constant, which constant to use (default: 0.0) */
  readonly cval: NumberOf<number>;
}> = bridged("mahotas.rank_filter");

/** filtered = regmax(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const regmax: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.regmax");

/** filtered = regmin(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const regmin: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.regmin");

/** edges = sobel(img, just_filter=False) */
export const sobel: TiterFunction<{
  /** If true, then return the result of filtering the image with the sobel filters, but do not threshold (default is False). */
  readonly just_filter: Flag<boolean>;
}> = bridged("mahotas.sobel");

/** img' = stretch(img, [dtype=np.uint8]) img' = stretch(img, max, [dtype=np.uint8]) img' = stretch(img, min, max, [dtype=np.uint8]) */
export const stretch: TiterFunction<{
  /** Either ``max`` (when ``arg1`` is omitted) or ``min`` (when ``arg1`` is given) for the output range. */
  readonly arg0: NumberOf<null>;
  /** ``max`` value for the output range when both positional arguments are provided. */
  readonly arg1: NumberOf<null>;
}> = bridged("mahotas.stretch");

/** Variation of stretch() function that works per-channel on an RGB image */
export const stretchRgb: TiterFunction<{
  /** Either ``max`` (when ``arg1`` is omitted) or ``min`` (when ``arg1`` is given). */
  readonly arg0: NumberOf<null>;
  /** ``max`` value for output [default: 255] */
  readonly arg1: NumberOf<null>;
}> = bridged("mahotas.stretch_rgb");

/** skel = thin(binimg) */
export const thin: TiterFunction<{
  /** Maximum number of iterations (set to a negative number, the default, to run full skeletonization) */
  readonly max_iter: NumberOf<number>;
}> = bridged("mahotas.thin");

/** y = close(f, Bc={3x3 cross}, out={np.empty_like(f)}) */
export const morphClose: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.close");

/** closed = close_holes(ref, Bc=None): */
export const morphCloseHoles: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.close_holes");

/** Morphological dilation. */
export const morphDilate: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.dilate");

/** eroded = erode(A, Bc={3x3 cross}, out={np.empty_as(A)}) */
export const morphErode: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.erode");

/** filtered = locmax(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const morphLocmax: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.locmax");

/** filtered = locmin(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const morphLocmin: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.locmin");

/** filtered = majority_filter(img, N=3, out={np.empty(img.shape, bool)}) */
export const morphMajorityFilter: TiterFunction<{
  /** size of filter (must be odd integer), defaults to 3. */
  readonly N: NumberOf<number>;
}> = bridged("mahotas.morph.majority_filter");

/** y = open(f, Bc={3x3 cross}, out={np.empty_like(f)}) */
export const morphOpen: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.open");

/** filtered = regmax(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const morphRegmax: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.regmax");

/** filtered = regmin(f, Bc={3x3 cross}, out={np.empty(f.shape, bool)}) */
export const morphRegmin: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.regmin");

/** fclosed = tophat_close(f, Bc={3x3 cross}, out={new array}) */
export const tophatClose: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.tophat_close");

/** fopen = tophat_open(f, Bc={3x3 cross}, out={new array}) */
export const tophatOpen: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.morph.tophat_open");

/** border_img = border(labeled, i, j, Bc={3x3 cross}, out={np.zeros(labeled.shape, bool)}, always_return=True) */
export const labeledBorder: TiterFunction<{
  readonly i: NeededNumber;
  readonly j: NeededNumber;
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** if false, then, in the case where there is no pixel on the border, returns ``None``. */
  readonly always_return: Flag<boolean>;
}> = bridged("mahotas.labeled.border");

/** border_img = borders(labeled, Bc={3x3 cross}, out={np.zeros(labeled.shape, bool)}) */
export const labeledBorders: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "constant">;
}> = bridged("mahotas.labeled.borders");

/** perim = bwperim(bw, n=4) */
export const labeledBwperim: TiterFunction<{
  /** Connectivity. */
  readonly n: NumberOf<number>;
  /** How to handle borders */
  readonly mode: OneOf<"reflect" | "nearest" | "wrap" | "mirror" | "constant" | "ignore", "constant">;
}> = bridged("mahotas.labeled.bwperim");

/** Filter labeled regions based on a series of conditions */
export const filterLabeled: TiterFunction<{
  /** whether to remove regions that touch the border */
  readonly remove_bordering: Flag<boolean>;
  /** Minimum size (in pixels) of objects to keep (default is no minimum) */
  readonly min_size: NumberOf<null>;
  /** Maximum size (in pixels) of objects to keep (default is no maximum) */
  readonly max_size: NumberOf<null>;
}> = bridged("mahotas.labeled.filter_labeled");

/** labeled, nr_objects = label(array, Bc={3x3 cross}, output={new array}) */
export const labeledLabel: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("mahotas.labeled.label");

/** relabeled, nr_objs = relabel(labeled, inplace=False) */
export const relabel: TiterFunction<{
  /** Whether to perform relabeling inplace, erasing the values in ``labeled`` (default: False) */
  readonly inplace: Flag<boolean>;
}> = bridged("mahotas.labeled.relabel");

/** slabeled = remove_bordering(labeled, rsize=1, out={np.empty_like(im)}) */
export const removeBordering: TiterFunction<{
  /** Minimum distance to the border (in Manhattan distance) to allow an object to survive. */
  readonly rsize: NumberOf<number>;
}> = bridged("mahotas.labeled.remove_bordering");

/** removed = remove_regions(labeled, regions, inplace=False): */
export const removeRegions: TiterFunction<{
  /** These regions will be removed */
  readonly regions: NeededNumber;
  /** Whether to perform removal inplace, erasing the values in ``labeled`` (default: False) */
  readonly inplace: Flag<boolean>;
}> = bridged("mahotas.labeled.remove_regions");
