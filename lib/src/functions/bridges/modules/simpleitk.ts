/**
 * Functions of SimpleITK 2.5.7, through the Python bridge. Written by setup/bridgeModules.js.
 *
 * @module
 */
import type { TiterFunction } from "../../define.ts";
import { bridged, type Flag, type NumberOf } from "../bridged.ts";

/** Acos(Image image1) -> Image */
export const acos: TiterFunction<Record<never, never>> = bridged("SimpleITK.Acos");

/** AdaptiveHistogramEqualization(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 5), float alpha=0.3, float beta=0.3) -> Image */
export const adaptiveHistogramEqualization: TiterFunction<{
  readonly radius: NumberOf<number>;
  readonly alpha: NumberOf<number>;
  readonly beta: NumberOf<number>;
}> = bridged("SimpleITK.AdaptiveHistogramEqualization");

/** AdditiveGaussianNoise(Image image1, double standardDeviation=1.0, double mean=0.0, uint32_t seed=(uint32_t) itk::simple::sitkWallClock) -> Image */
export const additiveGaussianNoise: TiterFunction<{
  readonly standardDeviation: NumberOf<number>;
  readonly mean: NumberOf<number>;
}> = bridged("SimpleITK.AdditiveGaussianNoise");

/** AntiAliasBinary(Image image1, double maximumRMSError=0.07, uint32_t numberOfIterations=1000) -> Image */
export const antiAliasBinary: TiterFunction<{
  readonly maximumRMSError: NumberOf<number>;
  readonly numberOfIterations: NumberOf<number>;
}> = bridged("SimpleITK.AntiAliasBinary");

/** ApproximateSignedDistanceMap(Image image1, double insideValue=1, double outsideValue=0) -> Image */
export const approximateSignedDistanceMap: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
}> = bridged("SimpleITK.ApproximateSignedDistanceMap");

/** Asin(Image image1) -> Image */
export const asin: TiterFunction<Record<never, never>> = bridged("SimpleITK.Asin");

/** Atan(Image image1) -> Image */
export const atan: TiterFunction<Record<never, never>> = bridged("SimpleITK.Atan");

/** BSplineDecomposition(Image image1, uint32_t splineOrder=3) -> Image */
export const bSplineDecomposition: TiterFunction<{
  readonly splineOrder: NumberOf<number>;
}> = bridged("SimpleITK.BSplineDecomposition");

/** Bilateral(Image image1, double domainSigma=4.0, double rangeSigma=50.0, unsigned int numberOfRangeGaussianSamples=100) -> Image */
export const bilateral: TiterFunction<{
  readonly domainSigma: NumberOf<number>;
  readonly rangeSigma: NumberOf<number>;
  readonly numberOfRangeGaussianSamples: NumberOf<number>;
}> = bridged("SimpleITK.Bilateral");

/** BinaryContour(Image image1, bool fullyConnected=False, double backgroundValue=0.0, double foregroundValue=1.0) -> Image */
export const binaryContour: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
  readonly backgroundValue: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
}> = bridged("SimpleITK.BinaryContour");

/** BinaryDilate(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, double backgroundValue=0.0, double foregroundValue=1.0, bool boundaryTo */
export const binaryDilate: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly boundaryToForeground: Flag<boolean>;
}> = bridged("SimpleITK.BinaryDilate");

/** BinaryErode(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, double backgroundValue=0.0, double foregroundValue=1.0, bool boundaryToF */
export const binaryErode: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly boundaryToForeground: Flag<boolean>;
}> = bridged("SimpleITK.BinaryErode");

/** BinaryGrindPeak(Image image1, bool fullyConnected=False, double foregroundValue=1.0, double backgroundValue=0) -> Image */
export const binaryGrindPeak: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.BinaryGrindPeak");

/** BinaryMedian(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1), double foregroundValue=1.0, double backgroundValue=0.0) -> Image */
export const binaryMedian: TiterFunction<{
  readonly radius: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.BinaryMedian");

/** BinaryMorphologicalClosing(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, double foregroundValue=1.0, bool safeBorder=True) -> Imag */
export const binaryMorphologicalClosing: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly safeBorder: Flag<boolean>;
}> = bridged("SimpleITK.BinaryMorphologicalClosing");

/** BinaryMorphologicalOpening(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, double backgroundValue=0.0, double foregroundValue=1.0) - */
export const binaryMorphologicalOpening: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
}> = bridged("SimpleITK.BinaryMorphologicalOpening");

/** BinaryNot(Image image1, double foregroundValue=1.0, double backgroundValue=0.0) -> Image */
export const binaryNot: TiterFunction<{
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.BinaryNot");

/** BinaryOpeningByReconstruction(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, double foregroundValue=1.0, double backgroundValue=0.0 */
export const binaryOpeningByReconstruction: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.BinaryOpeningByReconstruction");

/** BinaryThinning(Image image1) -> Image */
export const binaryThinning: TiterFunction<Record<never, never>> = bridged("SimpleITK.BinaryThinning");

/** BinomialBlur(Image image1, unsigned int repetitions=1) -> Image */
export const binomialBlur: TiterFunction<{
  readonly repetitions: NumberOf<number>;
}> = bridged("SimpleITK.BinomialBlur");

/** BitwiseNot(Image image1) -> Image */
export const bitwiseNot: TiterFunction<Record<never, never>> = bridged("SimpleITK.BitwiseNot");

/** BlackTopHat(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, bool safeBorder=True) -> Image */
export const blackTopHat: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly safeBorder: Flag<boolean>;
}> = bridged("SimpleITK.BlackTopHat");

/** BoundedReciprocal(Image image1) -> Image */
export const boundedReciprocal: TiterFunction<Record<never, never>> = bridged("SimpleITK.BoundedReciprocal");

/** BoxMean(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1)) -> Image */
export const boxMean: TiterFunction<{
  readonly radius: NumberOf<number>;
}> = bridged("SimpleITK.BoxMean");

/** BoxSigma(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1)) -> Image */
export const boxSigma: TiterFunction<{
  readonly radius: NumberOf<number>;
}> = bridged("SimpleITK.BoxSigma");

/** CannyEdgeDetection(Image image1, double lowerThreshold=0.0, double upperThreshold=0.0, VectorDouble variance=std::vector< double >(3, 0.0), VectorDouble maximumError=std::vector< double >(3, 0.01)) -> */
export const cannyEdgeDetection: TiterFunction<{
  readonly lowerThreshold: NumberOf<number>;
  readonly upperThreshold: NumberOf<number>;
  readonly variance: NumberOf<number>;
  readonly maximumError: NumberOf<number>;
}> = bridged("SimpleITK.CannyEdgeDetection");

/** ClosingByReconstruction(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, bool fullyConnected=False, bool preserveIntensities=False) - */
export const closingByReconstruction: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
  readonly preserveIntensities: Flag<boolean>;
}> = bridged("SimpleITK.ClosingByReconstruction");

/** ConnectedComponent(Image image, Image maskImage, bool fullyConnected=False) -> Image ConnectedComponent(Image image, bool fullyConnected=False) -> Image */
export const connectedComponent: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.ConnectedComponent");

/** Cos(Image image1) -> Image */
export const cos: TiterFunction<Record<never, never>> = bridged("SimpleITK.Cos");

/** CurvatureAnisotropicDiffusion(Image image1, double timeStep=0.0625, double conductanceParameter=3.0, unsigned int conductanceScalingUpdateInterval=1, uint32_t numberOfIterations=5) -> Image */
export const curvatureAnisotropicDiffusion: TiterFunction<{
  readonly timeStep: NumberOf<number>;
  readonly conductanceParameter: NumberOf<number>;
  readonly conductanceScalingUpdateInterval: NumberOf<number>;
  readonly numberOfIterations: NumberOf<number>;
}> = bridged("SimpleITK.CurvatureAnisotropicDiffusion");

/** CurvatureFlow(Image image1, double timeStep=0.05, uint32_t numberOfIterations=5) -> Image */
export const curvatureFlow: TiterFunction<{
  readonly timeStep: NumberOf<number>;
  readonly numberOfIterations: NumberOf<number>;
}> = bridged("SimpleITK.CurvatureFlow");

/** DanielssonDistanceMap(Image image1, bool inputIsBinary=False, bool squaredDistance=False, bool useImageSpacing=False) -> Image */
export const danielssonDistanceMap: TiterFunction<{
  readonly inputIsBinary: Flag<boolean>;
  readonly squaredDistance: Flag<boolean>;
  readonly useImageSpacing: Flag<boolean>;
}> = bridged("SimpleITK.DanielssonDistanceMap");

/** Derivative(Image image1, unsigned int direction=0, unsigned int order=1, bool useImageSpacing=True) -> Image */
export const derivative: TiterFunction<{
  readonly direction: NumberOf<number>;
  readonly order: NumberOf<number>;
  readonly useImageSpacing: Flag<boolean>;
}> = bridged("SimpleITK.Derivative");

/** DilateObjectMorphology(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, double objectValue=1) -> Image */
export const dilateObjectMorphology: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly objectValue: NumberOf<number>;
}> = bridged("SimpleITK.DilateObjectMorphology");

/** DiscreteGaussianDerivative(Image image1, VectorDouble variance=std::vector< double >(3, 0.0), VectorUInt32 order=std::vector< unsigned int >(3, 1), unsigned int maximumKernelWidth=32, double maximumEr */
export const discreteGaussianDerivative: TiterFunction<{
  readonly variance: NumberOf<number>;
  readonly order: NumberOf<number>;
  readonly maximumKernelWidth: NumberOf<number>;
  readonly maximumError: NumberOf<number>;
  readonly useImageSpacing: Flag<boolean>;
  readonly normalizeAcrossScale: Flag<boolean>;
}> = bridged("SimpleITK.DiscreteGaussianDerivative");

/** ErodeObjectMorphology(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, double objectValue=1, double backgroundValue=0) -> Image */
export const erodeObjectMorphology: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly objectValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.ErodeObjectMorphology");

/** Exp(Image image1) -> Image */
export const exp: TiterFunction<Record<never, never>> = bridged("SimpleITK.Exp");

/** ExpNegative(Image image1) -> Image */
export const expNegative: TiterFunction<Record<never, never>> = bridged("SimpleITK.ExpNegative");

/** FFTShift(Image image1, bool inverse=False) -> Image */
export const fFTShift: TiterFunction<{
  readonly inverse: Flag<boolean>;
}> = bridged("SimpleITK.FFTShift");

/** FastApproximateRank(Image image1, double rank=0.5, VectorUInt32 radius=std::vector< unsigned int >(3, 1)) -> Image */
export const fastApproximateRank: TiterFunction<{
  readonly rank: NumberOf<number>;
  readonly radius: NumberOf<number>;
}> = bridged("SimpleITK.FastApproximateRank");

/** GradientAnisotropicDiffusion(Image image1, double timeStep=0.125, double conductanceParameter=3, unsigned int conductanceScalingUpdateInterval=1, uint32_t numberOfIterations=5) -> Image */
export const gradientAnisotropicDiffusion: TiterFunction<{
  readonly timeStep: NumberOf<number>;
  readonly conductanceParameter: NumberOf<number>;
  readonly conductanceScalingUpdateInterval: NumberOf<number>;
  readonly numberOfIterations: NumberOf<number>;
}> = bridged("SimpleITK.GradientAnisotropicDiffusion");

/** GradientMagnitude(Image image1, bool useImageSpacing=True) -> Image */
export const gradientMagnitude: TiterFunction<{
  readonly useImageSpacing: Flag<boolean>;
}> = bridged("SimpleITK.GradientMagnitude");

/** GradientMagnitudeRecursiveGaussian(Image image1, double sigma=1.0, bool normalizeAcrossScale=False) -> Image */
export const gradientMagnitudeRecursiveGaussian: TiterFunction<{
  readonly sigma: NumberOf<number>;
  readonly normalizeAcrossScale: Flag<boolean>;
}> = bridged("SimpleITK.GradientMagnitudeRecursiveGaussian");

/** GrayscaleConnectedClosing(Image image1, VectorUInt32 seed=std::vector< uint32_t >(3, 0), bool fullyConnected=False) -> Image */
export const grayscaleConnectedClosing: TiterFunction<{
  readonly seed: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.GrayscaleConnectedClosing");

/** GrayscaleConnectedOpening(Image image1, VectorUInt32 seed=std::vector< unsigned int >(3, 0), bool fullyConnected=False) -> Image */
export const grayscaleConnectedOpening: TiterFunction<{
  readonly seed: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.GrayscaleConnectedOpening");

/** GrayscaleDilate(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall) -> Image */
export const grayscaleDilate: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
}> = bridged("SimpleITK.GrayscaleDilate");

/** GrayscaleErode(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall) -> Image */
export const grayscaleErode: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
}> = bridged("SimpleITK.GrayscaleErode");

/** GrayscaleFillhole(Image image1, bool fullyConnected=False) -> Image */
export const grayscaleFillhole: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.GrayscaleFillhole");

/** GrayscaleGrindPeak(Image image1, bool fullyConnected=False) -> Image */
export const grayscaleGrindPeak: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.GrayscaleGrindPeak");

/** GrayscaleMorphologicalClosing(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, bool safeBorder=True) -> Image */
export const grayscaleMorphologicalClosing: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly safeBorder: Flag<boolean>;
}> = bridged("SimpleITK.GrayscaleMorphologicalClosing");

/** GrayscaleMorphologicalOpening(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, bool safeBorder=True) -> Image */
export const grayscaleMorphologicalOpening: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly safeBorder: Flag<boolean>;
}> = bridged("SimpleITK.GrayscaleMorphologicalOpening");

/** HConcave(Image image1, double height=2.0, bool fullyConnected=False) -> Image */
export const hConcave: TiterFunction<{
  readonly height: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.HConcave");

/** HConvex(Image image1, double height=2.0, bool fullyConnected=False) -> Image */
export const hConvex: TiterFunction<{
  readonly height: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.HConvex");

/** HMaxima(Image image1, double height=2.0) -> Image */
export const hMaxima: TiterFunction<{
  readonly height: NumberOf<number>;
}> = bridged("SimpleITK.HMaxima");

/** HMinima(Image image1, double height=2.0, bool fullyConnected=False) -> Image */
export const hMinima: TiterFunction<{
  readonly height: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.HMinima");

/** HuangThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=128, bool maskOutput=True, uint8_t maskValue=255) -> Image HuangThreshold(Ima */
export const huangThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.HuangThreshold");

/** IntermodesThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image IntermodesThr */
export const intermodesThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.IntermodesThreshold");

/** InvertIntensity(Image image1, double maximum=255) -> Image */
export const invertIntensity: TiterFunction<{
  readonly maximum: NumberOf<number>;
}> = bridged("SimpleITK.InvertIntensity");

/** IsoContourDistance(Image image1, double levelSetValue=0.0, double farValue=10) -> Image */
export const isoContourDistance: TiterFunction<{
  readonly levelSetValue: NumberOf<number>;
  readonly farValue: NumberOf<number>;
}> = bridged("SimpleITK.IsoContourDistance");

/** IsoDataThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image IsoDataThreshold */
export const isoDataThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.IsoDataThreshold");

/** IsolatedConnected(Image image1, VectorUInt32 seed1=std::vector< unsigned int >(3, 0), VectorUInt32 seed2=std::vector< unsigned int >(3, 0), double lower=0, double upper=1, uint8_t replaceValue=1, doub */
export const isolatedConnected: TiterFunction<{
  readonly seed1: NumberOf<number>;
  readonly seed2: NumberOf<number>;
  readonly lower: NumberOf<number>;
  readonly upper: NumberOf<number>;
  readonly replaceValue: NumberOf<number>;
  readonly isolatedValueTolerance: NumberOf<number>;
  readonly findUpperThreshold: Flag<boolean>;
}> = bridged("SimpleITK.IsolatedConnected");

/** KittlerIllingworthThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image Kittl */
export const kittlerIllingworthThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.KittlerIllingworthThreshold");

/** LabelContour(Image image1, bool fullyConnected=False, double backgroundValue=0) -> Image */
export const labelContour: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.LabelContour");

/** Laplacian(Image image1, bool useImageSpacing=True) -> Image */
export const laplacian: TiterFunction<{
  readonly useImageSpacing: Flag<boolean>;
}> = bridged("SimpleITK.Laplacian");

/** LaplacianRecursiveGaussian(Image image1, double sigma=1.0, bool normalizeAcrossScale=False) -> Image */
export const laplacianRecursiveGaussian: TiterFunction<{
  readonly sigma: NumberOf<number>;
  readonly normalizeAcrossScale: Flag<boolean>;
}> = bridged("SimpleITK.LaplacianRecursiveGaussian");

/** LaplacianSharpening(Image image1, bool useImageSpacing=True) -> Image */
export const laplacianSharpening: TiterFunction<{
  readonly useImageSpacing: Flag<boolean>;
}> = bridged("SimpleITK.LaplacianSharpening");

/** LiThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image LiThreshold(Image ima */
export const liThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.LiThreshold");

/** Log(Image image1) -> Image */
export const log: TiterFunction<Record<never, never>> = bridged("SimpleITK.Log");

/** Log10(Image image1) -> Image */
export const log10: TiterFunction<Record<never, never>> = bridged("SimpleITK.Log10");

/** MaximumEntropyThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image MaximumEn */
export const maximumEntropyThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.MaximumEntropyThreshold");

/** Mean(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1)) -> Image */
export const mean: TiterFunction<{
  readonly radius: NumberOf<number>;
}> = bridged("SimpleITK.Mean");

/** Median(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1)) -> Image */
export const median: TiterFunction<{
  readonly radius: NumberOf<number>;
}> = bridged("SimpleITK.Median");

/** MinMaxCurvatureFlow(Image image1, double timeStep=0.05, uint32_t numberOfIterations=5, int stencilRadius=2) -> Image */
export const minMaxCurvatureFlow: TiterFunction<{
  readonly timeStep: NumberOf<number>;
  readonly numberOfIterations: NumberOf<number>;
  readonly stencilRadius: NumberOf<number>;
}> = bridged("SimpleITK.MinMaxCurvatureFlow");

/** MomentsThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image MomentsThreshold */
export const momentsThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.MomentsThreshold");

/** MorphologicalGradient(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall) -> Image */
export const morphologicalGradient: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
}> = bridged("SimpleITK.MorphologicalGradient");

/** MorphologicalWatershed(Image image1, double level=0.0, bool markWatershedLine=True, bool fullyConnected=False) -> Image */
export const morphologicalWatershed: TiterFunction<{
  readonly level: NumberOf<number>;
  readonly markWatershedLine: Flag<boolean>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.MorphologicalWatershed");

/** Noise(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1)) -> Image */
export const noise: TiterFunction<{
  readonly radius: NumberOf<number>;
}> = bridged("SimpleITK.Noise");

/** Normalize(Image image1) -> Image */
export const normalize: TiterFunction<Record<never, never>> = bridged("SimpleITK.Normalize");

/** NormalizeToConstant(Image image1, double constant=1.0) -> Image */
export const normalizeToConstant: TiterFunction<{
  readonly constant: NumberOf<number>;
}> = bridged("SimpleITK.NormalizeToConstant");

/** Not(Image image1) -> Image */
export const not: TiterFunction<Record<never, never>> = bridged("SimpleITK.Not");

/** ObjectnessMeasure(Image image1, double alpha=0.5, double beta=0.5, double gamma=5.0, bool scaleObjectnessMeasure=True, unsigned int objectDimension=1, bool brightObject=True) -> Image */
export const objectnessMeasure: TiterFunction<{
  readonly alpha: NumberOf<number>;
  readonly beta: NumberOf<number>;
  readonly gamma: NumberOf<number>;
  readonly scaleObjectnessMeasure: Flag<boolean>;
  readonly objectDimension: NumberOf<number>;
  readonly brightObject: Flag<boolean>;
}> = bridged("SimpleITK.ObjectnessMeasure");

/** OpeningByReconstruction(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, bool fullyConnected=False, bool preserveIntensities=False) - */
export const openingByReconstruction: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
  readonly preserveIntensities: Flag<boolean>;
}> = bridged("SimpleITK.OpeningByReconstruction");

/** OtsuMultipleThresholds(Image image1, uint8_t numberOfThresholds=1, uint8_t labelOffset=0, uint32_t numberOfHistogramBins=128, bool valleyEmphasis=False, bool returnBinMidpoint=False) -> Image */
export const otsuMultipleThresholds: TiterFunction<{
  readonly numberOfThresholds: NumberOf<number>;
  readonly labelOffset: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly valleyEmphasis: Flag<boolean>;
  readonly returnBinMidpoint: Flag<boolean>;
}> = bridged("SimpleITK.OtsuMultipleThresholds");

/** OtsuThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=128, bool maskOutput=True, uint8_t maskValue=255, bool returnBinMidpoint=False */
export const otsuThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
  readonly returnBinMidpoint: Flag<boolean>;
}> = bridged("SimpleITK.OtsuThreshold");

/** PatchBasedDenoising(Image image1, itk::simple::PatchBasedDenoisingImageFilter::NoiseModelType noiseModel, double kernelBandwidthSigma=400.0, uint32_t patchRadius=4, uint32_t numberOfIterations=1, uint */
export const patchBasedDenoising: TiterFunction<{
  readonly kernelBandwidthSigma: NumberOf<number>;
  readonly patchRadius: NumberOf<number>;
  readonly numberOfIterations: NumberOf<number>;
  readonly numberOfSamplePatches: NumberOf<number>;
  readonly sampleVariance: NumberOf<number>;
}> = bridged("SimpleITK.PatchBasedDenoising");

/** Rank(Image image1, double rank=0.5, VectorUInt32 radius=std::vector< unsigned int >(3, 1), itk::simple::KernelEnum kernelType=sitkBox) -> Image */
export const rank: TiterFunction<{
  readonly rank: NumberOf<number>;
  readonly radius: NumberOf<number>;
}> = bridged("SimpleITK.Rank");

/** RegionalMaxima(Image image1, double backgroundValue=0.0, double foregroundValue=1.0, bool fullyConnected=False, bool flatIsMaxima=True) -> Image */
export const regionalMaxima: TiterFunction<{
  readonly backgroundValue: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
  readonly flatIsMaxima: Flag<boolean>;
}> = bridged("SimpleITK.RegionalMaxima");

/** RegionalMinima(Image image1, double backgroundValue=0.0, double foregroundValue=1.0, bool fullyConnected=False, bool flatIsMinima=True) -> Image */
export const regionalMinima: TiterFunction<{
  readonly backgroundValue: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
  readonly flatIsMinima: Flag<boolean>;
}> = bridged("SimpleITK.RegionalMinima");

/** RelabelComponent(Image image1, uint64_t minimumObjectSize=0, bool sortByObjectSize=True) -> Image */
export const relabelComponent: TiterFunction<{
  readonly minimumObjectSize: NumberOf<number>;
  readonly sortByObjectSize: Flag<boolean>;
}> = bridged("SimpleITK.RelabelComponent");

/** RenyiEntropyThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image RenyiEntrop */
export const renyiEntropyThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.RenyiEntropyThreshold");

/** RescaleIntensity(Image image1, double outputMinimum=0, double outputMaximum=255) -> Image */
export const rescaleIntensity: TiterFunction<{
  readonly outputMinimum: NumberOf<number>;
  readonly outputMaximum: NumberOf<number>;
}> = bridged("SimpleITK.RescaleIntensity");

/** Round(Image image1) -> Image */
export const round: TiterFunction<Record<never, never>> = bridged("SimpleITK.Round");

/** SaltAndPepperNoise(Image image1, double probability=0.01, uint32_t seed=(uint32_t) itk::simple::sitkWallClock) -> Image */
export const saltAndPepperNoise: TiterFunction<{
  readonly probability: NumberOf<number>;
}> = bridged("SimpleITK.SaltAndPepperNoise");

/** ScalarConnectedComponent(Image image, Image maskImage, double distanceThreshold=0.0, bool fullyConnected=False) -> Image ScalarConnectedComponent(Image image, double distanceThreshold=0.0, bool fullyC */
export const scalarConnectedComponent: TiterFunction<{
  readonly distanceThreshold: NumberOf<number>;
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.ScalarConnectedComponent");

/** ScalarImageKmeans(Image image1, VectorDouble classWithInitialMean=std::vector< double >(), bool useNonContiguousLabels=False) -> Image */
export const scalarImageKmeans: TiterFunction<{
  readonly useNonContiguousLabels: Flag<boolean>;
}> = bridged("SimpleITK.ScalarImageKmeans");

/** ShanbhagThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image ShanbhagThresho */
export const shanbhagThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.ShanbhagThreshold");

/** ShotNoise(Image image1, double scale=1.0, uint32_t seed=(uint32_t) itk::simple::sitkWallClock) -> Image */
export const shotNoise: TiterFunction<{
  readonly scale: NumberOf<number>;
}> = bridged("SimpleITK.ShotNoise");

/** Sigmoid(Image image1, double alpha=1, double beta=0, double outputMaximum=255, double outputMinimum=0) -> Image */
export const sigmoid: TiterFunction<{
  readonly alpha: NumberOf<number>;
  readonly beta: NumberOf<number>;
  readonly outputMaximum: NumberOf<number>;
  readonly outputMinimum: NumberOf<number>;
}> = bridged("SimpleITK.Sigmoid");

/** SignedDanielssonDistanceMap(Image image1, bool insideIsPositive=False, bool squaredDistance=False, bool useImageSpacing=False) -> Image */
export const signedDanielssonDistanceMap: TiterFunction<{
  readonly insideIsPositive: Flag<boolean>;
  readonly squaredDistance: Flag<boolean>;
  readonly useImageSpacing: Flag<boolean>;
}> = bridged("SimpleITK.SignedDanielssonDistanceMap");

/** SignedMaurerDistanceMap(Image image1, bool insideIsPositive=False, bool squaredDistance=True, bool useImageSpacing=False, double backgroundValue=0.0) -> Image */
export const signedMaurerDistanceMap: TiterFunction<{
  readonly insideIsPositive: Flag<boolean>;
  readonly squaredDistance: Flag<boolean>;
  readonly useImageSpacing: Flag<boolean>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.SignedMaurerDistanceMap");

/** SimpleContourExtractor(Image image1, double inputForegroundValue=1.0, double inputBackgroundValue=0.0, VectorUInt32 radius=std::vector< unsigned int >(3, 1), double outputForegroundValue=1.0, double o */
export const simpleContourExtractor: TiterFunction<{
  readonly inputForegroundValue: NumberOf<number>;
  readonly inputBackgroundValue: NumberOf<number>;
  readonly radius: NumberOf<number>;
  readonly outputForegroundValue: NumberOf<number>;
  readonly outputBackgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.SimpleContourExtractor");

/** Sin(Image image1) -> Image */
export const sin: TiterFunction<Record<never, never>> = bridged("SimpleITK.Sin");

/** SobelEdgeDetection(Image image1) -> Image */
export const sobelEdgeDetection: TiterFunction<Record<never, never>> = bridged("SimpleITK.SobelEdgeDetection");

/** SpeckleNoise(Image image1, double standardDeviation=1.0, uint32_t seed=(uint32_t) itk::simple::sitkWallClock) -> Image */
export const speckleNoise: TiterFunction<{
  readonly standardDeviation: NumberOf<number>;
}> = bridged("SimpleITK.SpeckleNoise");

/** Sqrt(Image image1) -> Image */
export const sqrt: TiterFunction<Record<never, never>> = bridged("SimpleITK.Sqrt");

/** Square(Image image1) -> Image */
export const square: TiterFunction<Record<never, never>> = bridged("SimpleITK.Square");

/** Tan(Image image1) -> Image */
export const tan: TiterFunction<Record<never, never>> = bridged("SimpleITK.Tan");

/** Threshold(Image image1, double lower=0.0, double upper=1.0, double outsideValue=0.0) -> Image */
export const threshold: TiterFunction<{
  readonly lower: NumberOf<number>;
  readonly upper: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
}> = bridged("SimpleITK.Threshold");

/** ThresholdMaximumConnectedComponents(Image image1, uint32_t minimumObjectSizeInPixels=0, double upperBoundary=std::numeric_limits< double >::max(), uint8_t insideValue=1, uint8_t outsideValue=0) -> Ima */
export const thresholdMaximumConnectedComponents: TiterFunction<{
  readonly minimumObjectSizeInPixels: NumberOf<number>;
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
}> = bridged("SimpleITK.ThresholdMaximumConnectedComponents");

/** Toboggan(Image image1) -> Image */
export const toboggan: TiterFunction<Record<never, never>> = bridged("SimpleITK.Toboggan");

/** TriangleThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image TriangleThresho */
export const triangleThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.TriangleThreshold");

/** UnaryMinus(Image image1) -> Image */
export const unaryMinus: TiterFunction<Record<never, never>> = bridged("SimpleITK.UnaryMinus");

/** UnsharpMask(Image image1, VectorDouble sigmas=std::vector< double >(3, 1.0), double amount=0.5, double threshold=0.0, bool clamp=True) -> Image */
export const unsharpMask: TiterFunction<{
  readonly sigmas: NumberOf<number>;
  readonly amount: NumberOf<number>;
  readonly threshold: NumberOf<number>;
  readonly clamp: Flag<boolean>;
}> = bridged("SimpleITK.UnsharpMask");

/** ValuedRegionalMaxima(Image image1, bool fullyConnected=False) -> Image */
export const valuedRegionalMaxima: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.ValuedRegionalMaxima");

/** ValuedRegionalMinima(Image image1, bool fullyConnected=False) -> Image */
export const valuedRegionalMinima: TiterFunction<{
  readonly fullyConnected: Flag<boolean>;
}> = bridged("SimpleITK.ValuedRegionalMinima");

/** VotingBinary(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1), unsigned int birthThreshold=1, unsigned int survivalThreshold=1, double foregroundValue=1.0, double backgroundValue=0. */
export const votingBinary: TiterFunction<{
  readonly radius: NumberOf<number>;
  readonly birthThreshold: NumberOf<number>;
  readonly survivalThreshold: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.VotingBinary");

/** VotingBinaryHoleFilling(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1), unsigned int majorityThreshold=1, double foregroundValue=1.0, double backgroundValue=0.0) -> Image */
export const votingBinaryHoleFilling: TiterFunction<{
  readonly radius: NumberOf<number>;
  readonly majorityThreshold: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.VotingBinaryHoleFilling");

/** VotingBinaryIterativeHoleFilling(Image image1, VectorUInt32 radius=std::vector< unsigned int >(3, 1), unsigned int maximumNumberOfIterations=10, unsigned int majorityThreshold=1, double foregroundValu */
export const votingBinaryIterativeHoleFilling: TiterFunction<{
  readonly radius: NumberOf<number>;
  readonly maximumNumberOfIterations: NumberOf<number>;
  readonly majorityThreshold: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.VotingBinaryIterativeHoleFilling");

/** WhiteTopHat(Image image1, VectorUInt32 kernelRadius=std::vector< uint32_t >(3, 1), itk::simple::KernelEnum kernelType=sitkBall, bool safeBorder=True) -> Image */
export const whiteTopHat: TiterFunction<{
  readonly kernelRadius: NumberOf<number>;
  readonly safeBorder: Flag<boolean>;
}> = bridged("SimpleITK.WhiteTopHat");

/** YenThreshold(Image image, Image maskImage, uint8_t insideValue=1, uint8_t outsideValue=0, uint32_t numberOfHistogramBins=256, bool maskOutput=True, uint8_t maskValue=255) -> Image YenThreshold(Image i */
export const yenThreshold: TiterFunction<{
  readonly insideValue: NumberOf<number>;
  readonly outsideValue: NumberOf<number>;
  readonly numberOfHistogramBins: NumberOf<number>;
  readonly maskOutput: Flag<boolean>;
  readonly maskValue: NumberOf<number>;
}> = bridged("SimpleITK.YenThreshold");

/** ZeroCrossing(Image image1, uint8_t foregroundValue=1, uint8_t backgroundValue=0) -> Image */
export const zeroCrossing: TiterFunction<{
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
}> = bridged("SimpleITK.ZeroCrossing");

/** ZeroCrossingBasedEdgeDetection(Image image1, double variance=1.0, uint8_t foregroundValue=1, uint8_t backgroundValue=0, double maximumError=0.1) -> Image */
export const zeroCrossingBasedEdgeDetection: TiterFunction<{
  readonly variance: NumberOf<number>;
  readonly foregroundValue: NumberOf<number>;
  readonly backgroundValue: NumberOf<number>;
  readonly maximumError: NumberOf<number>;
}> = bridged("SimpleITK.ZeroCrossingBasedEdgeDetection");
