/**
 * Functions of diplib 3.6.1, through the Python bridge. Written by setup/bridgeModules.js.
 *
 * @module
 */
import type { TiterFunction } from "../../define.ts";
import { bridged, type NeededNumber, type NumberOf } from "../bridged.ts";

/** AllTensorElements(*args, **kwargs) Overloaded function. */
export const allTensorElements: TiterFunction<Record<never, never>> = bridged("diplib.AllTensorElements");

/** AlternatingSequentialFilter(*args, **kwargs) Overloaded function. */
export const alternatingSequentialFilter: TiterFunction<Record<never, never>> = bridged(
  "diplib.AlternatingSequentialFilter",
);

/** AnyTensorElement(*args, **kwargs) Overloaded function. */
export const anyTensorElement: TiterFunction<Record<never, never>> = bridged("diplib.AnyTensorElement");

/** ApplyWindow(*args, **kwargs) Overloaded function. */
export const applyWindow: TiterFunction<{
  readonly parameter: NumberOf<number>;
}> = bridged("diplib.ApplyWindow");

/** AreaClosing(*args, **kwargs) Overloaded function. */
export const areaClosing: TiterFunction<{
  readonly filterSize: NumberOf<number>;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.AreaClosing");

/** AreaOpening(*args, **kwargs) Overloaded function. */
export const areaOpening: TiterFunction<{
  readonly filterSize: NumberOf<number>;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.AreaOpening");

/** Atan(*args, **kwargs) Overloaded function. */
export const atan: TiterFunction<Record<never, never>> = bridged("diplib.Atan");

/** AttenuationCorrection(*args, **kwargs) Overloaded function. */
export const attenuationCorrection: TiterFunction<{
  readonly fAttenuation: NumberOf<number>;
  readonly bAttenuation: NumberOf<number>;
  readonly background: NumberOf<number>;
  readonly threshold: NumberOf<number>;
  readonly NA: NumberOf<number>;
  readonly refIndex: NumberOf<number>;
}> = bridged("diplib.AttenuationCorrection");

/** AutoCorrelationFT(*args, **kwargs) Overloaded function. */
export const autoCorrelationFT: TiterFunction<Record<never, never>> = bridged("diplib.AutoCorrelationFT");

/** BackgroundThreshold(*args, **kwargs) Overloaded function. */
export const backgroundThreshold: TiterFunction<{
  readonly distance: NumberOf<number>;
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.BackgroundThreshold");

/** BesselJ0(*args, **kwargs) Overloaded function. */
export const besselJ0: TiterFunction<Record<never, never>> = bridged("diplib.BesselJ0");

/** BesselJ1(*args, **kwargs) Overloaded function. */
export const besselJ1: TiterFunction<Record<never, never>> = bridged("diplib.BesselJ1");

/** BesselJN(*args, **kwargs) Overloaded function. */
export const besselJN: TiterFunction<{
  readonly alpha: NeededNumber;
}> = bridged("diplib.BesselJN");

/** BesselY0(*args, **kwargs) Overloaded function. */
export const besselY0: TiterFunction<Record<never, never>> = bridged("diplib.BesselY0");

/** BesselY1(*args, **kwargs) Overloaded function. */
export const besselY1: TiterFunction<Record<never, never>> = bridged("diplib.BesselY1");

/** BesselYN(*args, **kwargs) Overloaded function. */
export const besselYN: TiterFunction<{
  readonly alpha: NeededNumber;
}> = bridged("diplib.BesselYN");

/** BilateralFilter(*args, **kwargs) Overloaded function. */
export const bilateralFilter: TiterFunction<{
  readonly spatialSigmas: NumberOf<number>;
  readonly tonalSigma: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.BilateralFilter");

/** BinaryAreaOpening(*args, **kwargs) Overloaded function. */
export const binaryAreaOpening: TiterFunction<{
  readonly filterSize: NumberOf<number>;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.BinaryAreaOpening");

/** BinaryClosing(*args, **kwargs) Overloaded function. */
export const binaryClosing: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly iterations: NumberOf<number>;
}> = bridged("diplib.BinaryClosing");

/** BinaryDilation(*args, **kwargs) Overloaded function. */
export const binaryDilation: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly iterations: NumberOf<number>;
}> = bridged("diplib.BinaryDilation");

/** BinaryErosion(*args, **kwargs) Overloaded function. */
export const binaryErosion: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly iterations: NumberOf<number>;
}> = bridged("diplib.BinaryErosion");

/** BinaryNoise(*args, **kwargs) Overloaded function. */
export const binaryNoise: TiterFunction<{
  readonly p10: NumberOf<number>;
  readonly p01: NumberOf<number>;
}> = bridged("diplib.BinaryNoise");

/** BinaryOpening(*args, **kwargs) Overloaded function. */
export const binaryOpening: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly iterations: NumberOf<number>;
}> = bridged("diplib.BinaryOpening");

/** Canny(*args, **kwargs) Overloaded function. */
export const canny: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly lower: NumberOf<number>;
  readonly upper: NumberOf<number>;
}> = bridged("diplib.Canny");

/** Ceil(*args, **kwargs) Overloaded function. */
export const ceil: TiterFunction<Record<never, never>> = bridged("diplib.Ceil");

/** Closing(*args, **kwargs) Overloaded function. */
export const closing: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.Closing");

/** ClosingByReconstruction(*args, **kwargs) Overloaded function. */
export const closingByReconstruction: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.ClosingByReconstruction");

/** CoherenceEnhancingDiffusion(*args, **kwargs) Overloaded function. */
export const coherenceEnhancingDiffusion: TiterFunction<{
  readonly derivativeSigma: NumberOf<number>;
  readonly regularizationSigma: NumberOf<number>;
  readonly iterations: NumberOf<number>;
}> = bridged("diplib.CoherenceEnhancingDiffusion");

/** ColoredNoise(*args, **kwargs) Overloaded function. */
export const coloredNoise: TiterFunction<{
  readonly variance: NumberOf<number>;
  readonly color: NumberOf<number>;
}> = bridged("diplib.ColoredNoise");

/** ConditionalThickening2D(*args, **kwargs) Overloaded function. */
export const conditionalThickening2D: TiterFunction<{
  readonly iterations: NumberOf<number>;
}> = bridged("diplib.ConditionalThickening2D");

/** ConditionalThinning2D(*args, **kwargs) Overloaded function. */
export const conditionalThinning2D: TiterFunction<{
  readonly iterations: NumberOf<number>;
}> = bridged("diplib.ConditionalThinning2D");

/** ContrastStretch(*args, **kwargs) Overloaded function. */
export const contrastStretch: TiterFunction<{
  readonly lowerBound: NumberOf<number>;
  readonly upperBound: NumberOf<number>;
  readonly outMin: NumberOf<number>;
  readonly outMax: NumberOf<number>;
  readonly parameter1: NumberOf<number>;
  readonly parameter2: NumberOf<number>;
}> = bridged("diplib.ContrastStretch");

/** Cos(*args, **kwargs) Overloaded function. */
export const cos: TiterFunction<Record<never, never>> = bridged("diplib.Cos");

/** Cosh(*args, **kwargs) Overloaded function. */
export const cosh: TiterFunction<Record<never, never>> = bridged("diplib.Cosh");

/** CountNeighbors(*args, **kwargs) Overloaded function. */
export const countNeighbors: TiterFunction<{
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.CountNeighbors");

/** CumulativeSum(*args, **kwargs) Overloaded function. */
export const cumulativeSum: TiterFunction<Record<never, never>> = bridged("diplib.CumulativeSum");

/** DanielssonLineDetector(*args, **kwargs) Overloaded function. */
export const danielssonLineDetector: TiterFunction<{
  readonly sigmas: NumberOf<number>;
}> = bridged("diplib.DanielssonLineDetector");

/** Derivative(*args, **kwargs) Overloaded function. */
export const derivative: TiterFunction<{
  readonly derivativeOrder: NumberOf<number>;
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.Derivative");

/** Dgg(*args, **kwargs) Overloaded function. */
export const dgg: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.Dgg");

/** Dilation(*args, **kwargs) Overloaded function. */
export const dilation: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.Dilation");

/** Dx(*args, **kwargs) Overloaded function. */
export const dx: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dx");

/** Dxx(*args, **kwargs) Overloaded function. */
export const dxx: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dxx");

/** Dxy(*args, **kwargs) Overloaded function. */
export const dxy: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dxy");

/** Dxz(*args, **kwargs) Overloaded function. */
export const dxz: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dxz");

/** Dy(*args, **kwargs) Overloaded function. */
export const dy: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dy");

/** Dyy(*args, **kwargs) Overloaded function. */
export const dyy: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dyy");

/** Dyz(*args, **kwargs) Overloaded function. */
export const dyz: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dyz");

/** Dz(*args, **kwargs) Overloaded function. */
export const dz: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dz");

/** Dzz(*args, **kwargs) Overloaded function. */
export const dzz: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.Dzz");

/** EdgeObjectsRemove(*args, **kwargs) Overloaded function. */
export const edgeObjectsRemove: TiterFunction<{
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.EdgeObjectsRemove");

/** Erf(*args, **kwargs) Overloaded function. */
export const erf: TiterFunction<Record<never, never>> = bridged("diplib.Erf");

/** ErfClip(*args, **kwargs) Overloaded function. */
export const erfClip: TiterFunction<{
  readonly param1: NumberOf<number>;
  readonly param2: NumberOf<number>;
}> = bridged("diplib.ErfClip");

/** Erfc(*args, **kwargs) Overloaded function. */
export const erfc: TiterFunction<Record<never, never>> = bridged("diplib.Erfc");

/** Erosion(*args, **kwargs) Overloaded function. */
export const erosion: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.Erosion");

/** EuclideanDistanceTransform(*args, **kwargs) Overloaded function. */
export const euclideanDistanceTransform: TiterFunction<Record<never, never>> = bridged(
  "diplib.EuclideanDistanceTransform",
);

/** EuclideanSkeleton(*args, **kwargs) Overloaded function. */
export const euclideanSkeleton: TiterFunction<Record<never, never>> = bridged("diplib.EuclideanSkeleton");

/** Exp(*args, **kwargs) Overloaded function. */
export const exp: TiterFunction<Record<never, never>> = bridged("diplib.Exp");

/** Exp10(*args, **kwargs) Overloaded function. */
export const exp10: TiterFunction<Record<never, never>> = bridged("diplib.Exp10");

/** Exp2(*args, **kwargs) Overloaded function. */
export const exp2: TiterFunction<Record<never, never>> = bridged("diplib.Exp2");

/** ExponentialFitCorrection(*args, **kwargs) Overloaded function. */
export const exponentialFitCorrection: TiterFunction<{
  readonly percentile: NumberOf<number>;
  readonly hysteresis: NumberOf<number>;
}> = bridged("diplib.ExponentialFitCorrection");

/** FiniteDifference(*args, **kwargs) Overloaded function. */
export const finiteDifference: TiterFunction<{
  readonly derivativeOrder: NumberOf<number>;
}> = bridged("diplib.FiniteDifference");

/** FixedThreshold(*args, **kwargs) Overloaded function. */
export const fixedThreshold: TiterFunction<{
  readonly threshold: NeededNumber;
  readonly foreground: NumberOf<number>;
  readonly background: NumberOf<number>;
}> = bridged("diplib.FixedThreshold");

/** Floor(*args, **kwargs) Overloaded function. */
export const floor: TiterFunction<Record<never, never>> = bridged("diplib.Floor");

/** Fraction(*args, **kwargs) Overloaded function. */
export const fraction: TiterFunction<Record<never, never>> = bridged("diplib.Fraction");

/** FrangiVesselness(*args, **kwargs) Overloaded function. */
export const frangiVesselness: TiterFunction<{
  readonly sigmas: NumberOf<number>;
}> = bridged("diplib.FrangiVesselness");

/** Gauss(*args, **kwargs) Overloaded function. */
export const gauss: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly derivativeOrder: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.Gauss");

/** GaussFIR(*args, **kwargs) Overloaded function. */
export const gaussFIR: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly derivativeOrder: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.GaussFIR");

/** GaussFT(*args, **kwargs) Overloaded function. */
export const gaussFT: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly derivativeOrder: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.GaussFT");

/** GaussIIR(*args, **kwargs) Overloaded function. */
export const gaussIIR: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly derivativeOrder: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.GaussIIR");

/** GaussianAnisotropicDiffusion(*args, **kwargs) Overloaded function. */
export const gaussianAnisotropicDiffusion: TiterFunction<{
  readonly iterations: NumberOf<number>;
  readonly K: NumberOf<number>;
  readonly stepSizeLambda: NumberOf<number>;
}> = bridged("diplib.GaussianAnisotropicDiffusion");

/** GaussianEdgeClip(*args, **kwargs) Overloaded function. */
export const gaussianEdgeClip: TiterFunction<{
  readonly sigma: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.GaussianEdgeClip");

/** GaussianLineClip(*args, **kwargs) Overloaded function. */
export const gaussianLineClip: TiterFunction<{
  readonly sigma: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.GaussianLineClip");

/** GaussianMixtureModelThreshold(*args, **kwargs) Overloaded function. */
export const gaussianMixtureModelThreshold: TiterFunction<{
  readonly nThresholds: NumberOf<number>;
}> = bridged("diplib.GaussianMixtureModelThreshold");

/** GaussianNoise(*args, **kwargs) Overloaded function. */
export const gaussianNoise: TiterFunction<{
  readonly variance: NumberOf<number>;
}> = bridged("diplib.GaussianNoise");

/** GradientDirection(*args, **kwargs) Overloaded function. */
export const gradientDirection: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.GradientDirection");

/** GradientMagnitude(*args, **kwargs) Overloaded function. */
export const gradientMagnitude: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.GradientMagnitude");

/** HMaxima(*args, **kwargs) Overloaded function. */
export const hMaxima: TiterFunction<{
  readonly h: NeededNumber;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.HMaxima");

/** HMinima(*args, **kwargs) Overloaded function. */
export const hMinima: TiterFunction<{
  readonly h: NeededNumber;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.HMinima");

/** HarrisCornerDetector(*args, **kwargs) Overloaded function. */
export const harrisCornerDetector: TiterFunction<{
  readonly kappa: NumberOf<number>;
  readonly sigmas: NumberOf<number>;
}> = bridged("diplib.HarrisCornerDetector");

/** HistogramEqualization(*args, **kwargs) Overloaded function. */
export const histogramEqualization: TiterFunction<{
  readonly nBins: NumberOf<number>;
}> = bridged("diplib.HistogramEqualization");

/** HysteresisThreshold(*args, **kwargs) Overloaded function. */
export const hysteresisThreshold: TiterFunction<{
  readonly lowThreshold: NeededNumber;
  readonly highThreshold: NeededNumber;
}> = bridged("diplib.HysteresisThreshold");

/** Inverse(*args, **kwargs) Overloaded function. */
export const inverse: TiterFunction<Record<never, never>> = bridged("diplib.Inverse");

/** InverseBeerLambertMapping(*args, **kwargs) Overloaded function. */
export const inverseBeerLambertMapping: TiterFunction<Record<never, never>> = bridged(
  "diplib.InverseBeerLambertMapping",
);

/** Invert(*args, **kwargs) Overloaded function. */
export const invert: TiterFunction<Record<never, never>> = bridged("diplib.Invert");

/** IsodataThreshold(*args, **kwargs) Overloaded function. */
export const isodataThreshold: TiterFunction<{
  readonly nThresholds: NumberOf<number>;
}> = bridged("diplib.IsodataThreshold");

/** IsotropicClosing(*args, **kwargs) Overloaded function. */
export const isotropicClosing: TiterFunction<{
  readonly distance: NeededNumber;
}> = bridged("diplib.IsotropicClosing");

/** IsotropicDilation(*args, **kwargs) Overloaded function. */
export const isotropicDilation: TiterFunction<{
  readonly distance: NeededNumber;
}> = bridged("diplib.IsotropicDilation");

/** IsotropicErosion(*args, **kwargs) Overloaded function. */
export const isotropicErosion: TiterFunction<{
  readonly distance: NeededNumber;
}> = bridged("diplib.IsotropicErosion");

/** IsotropicOpening(*args, **kwargs) Overloaded function. */
export const isotropicOpening: TiterFunction<{
  readonly distance: NeededNumber;
}> = bridged("diplib.IsotropicOpening");

/** KMeansClustering(*args, **kwargs) Overloaded function. */
export const kMeansClustering: TiterFunction<{
  readonly nClusters: NumberOf<number>;
}> = bridged("diplib.KMeansClustering");

/** Kuwahara(*args, **kwargs) Overloaded function. */
export const kuwahara: TiterFunction<{
  readonly threshold: NumberOf<number>;
}> = bridged("diplib.Kuwahara");

/** Label(*args, **kwargs) Overloaded function. */
export const label: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly minSize: NumberOf<number>;
  readonly maxSize: NumberOf<number>;
}> = bridged("diplib.Label");

/** Laplace(*args, **kwargs) Overloaded function. */
export const laplace: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.Laplace");

/** LaplaceMinusDgg(*args, **kwargs) Overloaded function. */
export const laplaceMinusDgg: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.LaplaceMinusDgg");

/** LaplacePlusDgg(*args, **kwargs) Overloaded function. */
export const laplacePlusDgg: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.LaplacePlusDgg");

/** Lee(*args, **kwargs) Overloaded function. */
export const lee: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.Lee");

/** Ln(*args, **kwargs) Overloaded function. */
export const ln: TiterFunction<Record<never, never>> = bridged("diplib.Ln");

/** LnGamma(*args, **kwargs) Overloaded function. */
export const lnGamma: TiterFunction<Record<never, never>> = bridged("diplib.LnGamma");

/** Log10(*args, **kwargs) Overloaded function. */
export const log10: TiterFunction<Record<never, never>> = bridged("diplib.Log10");

/** Log2(*args, **kwargs) Overloaded function. */
export const log2: TiterFunction<Record<never, never>> = bridged("diplib.Log2");

/** MajorityVote(*args, **kwargs) Overloaded function. */
export const majorityVote: TiterFunction<{
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.MajorityVote");

/** MakeRegionsConvex2D(*args, **kwargs) Overloaded function. */
export const makeRegionsConvex2D: TiterFunction<Record<never, never>> = bridged("diplib.MakeRegionsConvex2D");

/** MatchedFiltersLineDetector2D(*args, **kwargs) Overloaded function. */
export const matchedFiltersLineDetector2D: TiterFunction<{
  readonly sigma: NumberOf<number>;
  readonly length: NumberOf<number>;
}> = bridged("diplib.MatchedFiltersLineDetector2D");

/** Maxima(*args, **kwargs) Overloaded function. */
export const maxima: TiterFunction<{
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.Maxima");

/** MedianFilter(*args, **kwargs) Overloaded function. */
export const medianFilter: TiterFunction<Record<never, never>> = bridged("diplib.MedianFilter");

/** Minima(*args, **kwargs) Overloaded function. */
export const minima: TiterFunction<{
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.Minima");

/** MinimumErrorThreshold(*args, **kwargs) Overloaded function. */
export const minimumErrorThreshold: TiterFunction<Record<never, never>> = bridged("diplib.MinimumErrorThreshold");

/** MinimumVariancePartitioning(*args, **kwargs) Overloaded function. */
export const minimumVariancePartitioning: TiterFunction<{
  readonly nClusters: NumberOf<number>;
}> = bridged("diplib.MinimumVariancePartitioning");

/** MorphologicalGist(*args, **kwargs) Overloaded function. */
export const morphologicalGist: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.MorphologicalGist");

/** MorphologicalGradientMagnitude(*args, **kwargs) Overloaded function. */
export const morphologicalGradientMagnitude: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.MorphologicalGradientMagnitude");

/** MorphologicalLaplace(*args, **kwargs) Overloaded function. */
export const morphologicalLaplace: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.MorphologicalLaplace");

/** MorphologicalRange(*args, **kwargs) Overloaded function. */
export const morphologicalRange: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.MorphologicalRange");

/** MorphologicalSharpening(*args, **kwargs) Overloaded function. */
export const morphologicalSharpening: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.MorphologicalSharpening");

/** MorphologicalThreshold(*args, **kwargs) Overloaded function. */
export const morphologicalThreshold: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.MorphologicalThreshold");

/** MultiScaleMorphologicalGradient(*args, **kwargs) Overloaded function. */
export const multiScaleMorphologicalGradient: TiterFunction<{
  readonly upperSize: NumberOf<number>;
  readonly lowerSize: NumberOf<number>;
}> = bridged("diplib.MultiScaleMorphologicalGradient");

/** MultipleThresholds(*args, **kwargs) Overloaded function. */
export const multipleThresholds: TiterFunction<{
  readonly thresholds: NeededNumber;
}> = bridged("diplib.MultipleThresholds");

/** NearestInt(*args, **kwargs) Overloaded function. */
export const nearestInt: TiterFunction<Record<never, never>> = bridged("diplib.NearestInt");

/** NobleCornerDetector(*args, **kwargs) Overloaded function. */
export const nobleCornerDetector: TiterFunction<{
  readonly sigmas: NumberOf<number>;
}> = bridged("diplib.NobleCornerDetector");

/** Not(*args, **kwargs) Overloaded function. */
export const not: TiterFunction<Record<never, never>> = bridged("diplib.Not");

/** Opening(*args, **kwargs) Overloaded function. */
export const opening: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.Opening");

/** OpeningByReconstruction(*args, **kwargs) Overloaded function. */
export const openingByReconstruction: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.OpeningByReconstruction");

/** OtsuThreshold(*args, **kwargs) Overloaded function. */
export const otsuThreshold: TiterFunction<Record<never, never>> = bridged("diplib.OtsuThreshold");

/** PathOpening(*args, **kwargs) Overloaded function. */
export const pathOpening: TiterFunction<{
  readonly length: NumberOf<number>;
}> = bridged("diplib.PathOpening");

/** PerObjectEllipsoidFit(in: diplib.PyDIP_bin.Image, sizeBounds: tuple[int, int] = (6, 30000), minEllipsoidFit: float = 0.88, aspectRatioBounds: tuple[float, float] = (1.0, 10.0), thresholdBounds: tuple[ */
export const perObjectEllipsoidFit: TiterFunction<{
  readonly minEllipsoidFit: NumberOf<number>;
}> = bridged("diplib.PerObjectEllipsoidFit");

/** PercentileFilter(*args, **kwargs) Overloaded function. */
export const percentileFilter: TiterFunction<{
  readonly percentile: NeededNumber;
}> = bridged("diplib.PercentileFilter");

/** PeronaMalikDiffusion(*args, **kwargs) Overloaded function. */
export const peronaMalikDiffusion: TiterFunction<{
  readonly iterations: NumberOf<number>;
  readonly K: NumberOf<number>;
  readonly stepSizeLambda: NumberOf<number>;
}> = bridged("diplib.PeronaMalikDiffusion");

/** PoissonNoise(*args, **kwargs) Overloaded function. */
export const poissonNoise: TiterFunction<{
  readonly conversion: NumberOf<number>;
}> = bridged("diplib.PoissonNoise");

/** PseudoInverse(*args, **kwargs) Overloaded function. */
export const pseudoInverse: TiterFunction<{
  readonly tolerance: NumberOf<number>;
}> = bridged("diplib.PseudoInverse");

/** RORPOLineDetector(*args, **kwargs) Overloaded function. */
export const rORPOLineDetector: TiterFunction<{
  readonly length: NumberOf<number>;
}> = bridged("diplib.RORPOLineDetector");

/** RangeThreshold(*args, **kwargs) Overloaded function. */
export const rangeThreshold: TiterFunction<{
  readonly lowerBound: NeededNumber;
  readonly upperBound: NeededNumber;
  readonly foreground: NumberOf<number>;
  readonly background: NumberOf<number>;
}> = bridged("diplib.RangeThreshold");

/** Rank(*args, **kwargs) Overloaded function. */
export const rank: TiterFunction<Record<never, never>> = bridged("diplib.Rank");

/** RankFilter(*args, **kwargs) Overloaded function. */
export const rankFilter: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  readonly rank: NumberOf<number>;
}> = bridged("diplib.RankFilter");

/** RankMaxOpening(*args, **kwargs) Overloaded function. */
export const rankMaxOpening: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  readonly rank: NumberOf<number>;
}> = bridged("diplib.RankMaxOpening");

/** RankMinClosing(*args, **kwargs) Overloaded function. */
export const rankMinClosing: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
  readonly rank: NumberOf<number>;
}> = bridged("diplib.RankMinClosing");

/** Reciprocal(*args, **kwargs) Overloaded function. */
export const reciprocal: TiterFunction<Record<never, never>> = bridged("diplib.Reciprocal");

/** RobustAnisotropicDiffusion(*args, **kwargs) Overloaded function. */
export const robustAnisotropicDiffusion: TiterFunction<{
  readonly iterations: NumberOf<number>;
  readonly sigma: NumberOf<number>;
  readonly stepSizeLambda: NumberOf<number>;
}> = bridged("diplib.RobustAnisotropicDiffusion");

/** Round(*args, **kwargs) Overloaded function. */
export const round: TiterFunction<Record<never, never>> = bridged("diplib.Round");

/** SaltPepperNoise(*args, **kwargs) Overloaded function. */
export const saltPepperNoise: TiterFunction<{
  readonly p0: NumberOf<number>;
  readonly p1: NumberOf<number>;
  readonly white: NumberOf<number>;
}> = bridged("diplib.SaltPepperNoise");

/** Sharpen(*args, **kwargs) Overloaded function. */
export const sharpen: TiterFunction<{
  readonly weight: NumberOf<number>;
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.Sharpen");

/** ShiTomasiCornerDetector(*args, **kwargs) Overloaded function. */
export const shiTomasiCornerDetector: TiterFunction<{
  readonly sigmas: NumberOf<number>;
}> = bridged("diplib.ShiTomasiCornerDetector");

/** Sign(*args, **kwargs) Overloaded function. */
export const sign: TiterFunction<Record<never, never>> = bridged("diplib.Sign");

/** Sin(*args, **kwargs) Overloaded function. */
export const sin: TiterFunction<Record<never, never>> = bridged("diplib.Sin");

/** Sinc(*args, **kwargs) Overloaded function. */
export const sinc: TiterFunction<Record<never, never>> = bridged("diplib.Sinc");

/** Sinh(*args, **kwargs) Overloaded function. */
export const sinh: TiterFunction<Record<never, never>> = bridged("diplib.Sinh");

/** SobelGradient(*args, **kwargs) Overloaded function. */
export const sobelGradient: TiterFunction<{
  readonly dimension: NumberOf<number>;
}> = bridged("diplib.SobelGradient");

/** Sqrt(*args, **kwargs) Overloaded function. */
export const sqrt: TiterFunction<Record<never, never>> = bridged("diplib.Sqrt");

/** Square(*args, **kwargs) Overloaded function. */
export const square: TiterFunction<Record<never, never>> = bridged("diplib.Square");

/** SquareModulus(*args, **kwargs) Overloaded function. */
export const squareModulus: TiterFunction<Record<never, never>> = bridged("diplib.SquareModulus");

/** SquareNorm(*args, **kwargs) Overloaded function. */
export const squareNorm: TiterFunction<Record<never, never>> = bridged("diplib.SquareNorm");

/** StochasticWatershed(*args, **kwargs) Overloaded function. */
export const stochasticWatershed: TiterFunction<{
  readonly nSeeds: NumberOf<number>;
  readonly nIterations: NumberOf<number>;
  readonly noise: NumberOf<number>;
}> = bridged("diplib.StochasticWatershed");

/** Superpixels(*args, **kwargs) Overloaded function. */
export const superpixels: TiterFunction<{
  readonly density: NumberOf<number>;
  readonly compactness: NumberOf<number>;
}> = bridged("diplib.Superpixels");

/** Tan(*args, **kwargs) Overloaded function. */
export const tan: TiterFunction<Record<never, never>> = bridged("diplib.Tan");

/** Tanh(*args, **kwargs) Overloaded function. */
export const tanh: TiterFunction<Record<never, never>> = bridged("diplib.Tanh");

/** Tophat(*args, **kwargs) Overloaded function. */
export const tophat: TiterFunction<{
  /** Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks. */
  readonly footprintRadius: NumberOf<null>;
}> = bridged("diplib.Tophat");

/** TriangleThreshold(*args, **kwargs) Overloaded function. */
export const triangleThreshold: TiterFunction<{
  readonly sigma: NumberOf<number>;
}> = bridged("diplib.TriangleThreshold");

/** Truncate(*args, **kwargs) Overloaded function. */
export const truncate: TiterFunction<Record<never, never>> = bridged("diplib.Truncate");

/** Uniform(*args, **kwargs) Overloaded function. */
export const uniform: TiterFunction<Record<never, never>> = bridged("diplib.Uniform");

/** UniformNoise(*args, **kwargs) Overloaded function. */
export const uniformNoise: TiterFunction<{
  readonly lowerBound: NumberOf<number>;
  readonly upperBound: NumberOf<number>;
}> = bridged("diplib.UniformNoise");

/** UnsharpMask(*args, **kwargs) Overloaded function. */
export const unsharpMask: TiterFunction<{
  readonly weight: NumberOf<number>;
  readonly sigmas: NumberOf<number>;
  readonly truncation: NumberOf<number>;
}> = bridged("diplib.UnsharpMask");

/** UpperSkeleton2D(*args, **kwargs) Overloaded function. */
export const upperSkeleton2D: TiterFunction<Record<never, never>> = bridged("diplib.UpperSkeleton2D");

/** VarianceFilter(*args, **kwargs) Overloaded function. */
export const varianceFilter: TiterFunction<Record<never, never>> = bridged("diplib.VarianceFilter");

/** VolumeClosing(*args, **kwargs) Overloaded function. */
export const volumeClosing: TiterFunction<{
  readonly filterSize: NumberOf<number>;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.VolumeClosing");

/** VolumeOpening(*args, **kwargs) Overloaded function. */
export const volumeOpening: TiterFunction<{
  readonly filterSize: NumberOf<number>;
  readonly connectivity: NumberOf<number>;
}> = bridged("diplib.VolumeOpening");

/** VolumeThreshold(*args, **kwargs) Overloaded function. */
export const volumeThreshold: TiterFunction<{
  readonly volumeFraction: NumberOf<number>;
}> = bridged("diplib.VolumeThreshold");

/** WangBradyCornerDetector(*args, **kwargs) Overloaded function. */
export const wangBradyCornerDetector: TiterFunction<{
  readonly threshold: NumberOf<number>;
  readonly sigmas: NumberOf<number>;
}> = bridged("diplib.WangBradyCornerDetector");

/** Watershed(*args, **kwargs) Overloaded function. */
export const watershed: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly maxDepth: NumberOf<number>;
  readonly maxSize: NumberOf<number>;
}> = bridged("diplib.Watershed");

/** WatershedMaxima(*args, **kwargs) Overloaded function. */
export const watershedMaxima: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly maxDepth: NumberOf<number>;
  readonly maxSize: NumberOf<number>;
}> = bridged("diplib.WatershedMaxima");

/** WatershedMinima(*args, **kwargs) Overloaded function. */
export const watershedMinima: TiterFunction<{
  readonly connectivity: NumberOf<number>;
  readonly maxDepth: NumberOf<number>;
  readonly maxSize: NumberOf<number>;
}> = bridged("diplib.WatershedMinima");

/** Wrap(*args, **kwargs) Overloaded function. */
export const wrap: TiterFunction<{
  readonly wrap: NeededNumber;
}> = bridged("diplib.Wrap");
