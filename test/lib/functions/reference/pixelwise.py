"""Arithmetic, logic and intensity: NumPy and skimage.exposure."""
import numpy as np
from scipy import stats
from skimage import exposure, util

from case import rounded, same
from images import edges, grey, signed, volumes

f32 = np.float32
every = [*grey, *signed]
exact = dict(relative=1e-6)


def f(image):
    return image.astype(np.float64)


for value in (3.7, -250.5):
    same("add", lambda im, value: rounded(f(im) + value, im.dtype), every, value=value)
    same("subtract", lambda im, value: rounded(f(im) - value, im.dtype), every, value=value)
    same("multiply", lambda im, value: rounded(f(im) * value, im.dtype), every, value=value)
same("divide", lambda im, value: rounded(f(im) / value, im.dtype), every, value=7, absolute=1, outliers=1e-4, **exact)
same("absolute", lambda im: rounded(np.abs(f(im)), im.dtype), every)
same("square", lambda im: (f(im) ** 2).astype(f32), every)
same("squareRoot", lambda im: np.sqrt(f(im)).astype(f32), every)
same("exponential", lambda im, factor: np.exp(f(im) * factor).astype(f32), every, factor=1e-3, **exact)
same("logarithm", lambda im, offset: np.log(f(im) + offset).astype(f32), every, offset=1, absolute=1e-7, **exact)
same("power", lambda im, exponent: (f(im) ** exponent).astype(f32), every, exponent=0.7, **exact)
same("clip", lambda im, low, high: np.clip(f(im), low, high).astype(im.dtype), every, low=50, high=900)
same("inRange", lambda im, low, high: (im >= low) & (im <= high), every, low=50, high=900)
same("reciprocal", lambda im: (1 / f(im)).astype(f32), every, **exact)
same("logicalNot", lambda im: im == 0, [*every, "mask"])
same("subtractPlanes", lambda im: rounded(f(im[0]) - f(im[1:]).sum(0), im.dtype), ["reals", "noises", "twochannels"])
same("multiplyPlanes", lambda im: rounded(np.prod(f(im), 0), im.dtype), ["reals", "noises", "masks"])
same("dividePlanes", lambda im: (f(im[0]) / f(im[1])).astype(f32), ["twochannels"], **exact)
same("differencePlanes", lambda im: rounded(np.abs(f(im[0]) - f(im[1])), im.dtype), ["twochannels"])
same("bitwiseAnd", np.bitwise_and.reduce, ["masks", "noises"])
same("bitwiseOr", np.bitwise_or.reduce, ["masks", "noises"])
same("bitwiseXor", np.bitwise_xor.reduce, ["masks", "noises"])
same("greaterThan", lambda im: im[0] > im[1], ["twochannels"])
same("equalTo", lambda im: im[0] == im[1], ["twochannels"])
same("applyMask", lambda im: np.concatenate([im[:-1] * (im[-1:] != 0), im[-1:]]), ["noises", "masks"])
same("createComposite", lambda im: rounded(f(im).mean(0), im.dtype), volumes)
same("createComposite", lambda im, weights: rounded((3 * f(im[0]) + f(im[1])) / 4, im.dtype), ["twochannels"], weights="3, 1")
same("minProjection", lambda im: im.min(0), volumes)
same("sumProjection", lambda im: np.minimum(im.astype(np.int64).sum(0), 65535).astype(np.uint16), volumes)


def stretched(im, target_min, target_max):
    if im.max() == im.min():
        return rounded(np.full(im.shape, target_min), im.dtype)
    return rounded(exposure.rescale_intensity(f(im), out_range=(target_min, target_max)), im.dtype)


same("rescaleIntensity", stretched, every, targetMin=5, targetMax=200, absolute=1, outliers=1e-3, relative=1e-5)
same("zScore", lambda im: np.nan_to_num(stats.zscore(f(im), axis=None)).astype(f32), every, absolute=2e-6, relative=1e-5)
whole = [name for name in grey if name != "realf"]
same("adjustGamma", lambda im, gamma, gain: exposure.adjust_gamma(im, gamma, gain), whole, gamma=0.5, gain=0.9, absolute=1)
same("adjustLog", lambda im, gain: exposure.adjust_log(im, gain), whole, gain=0.9, absolute=1)
same("adjustSigmoid", lambda im, cutoff, gain: exposure.adjust_sigmoid(im, cutoff, gain), whole, cutoff=0.3, gain=8, absolute=1)
same("invert", lambda im: util.invert(im), whole)
same("toUint8", lambda im: rounded(f(im), np.uint8), every)
same("toUint16", lambda im: rounded(f(im), np.uint16), every)
same("toInt32", lambda im: rounded(f(im), np.int32), every)
same("toFloat32", lambda im: im.astype(f32), every)
same("equalizeHistogram", lambda im: exposure.equalize_hist(im, 256).astype(f32), [*whole[:4], "row", "realf", "noisef"], absolute=1e-5)


def stack_equalized(im):
    counts, bins = np.histogram(im.ravel(), 65536, (0, 65535))
    cdf = counts.cumsum()
    return np.clip(np.interp(im.ravel(), bins[:-1], np.iinfo(im.dtype).max * cdf / cdf[-1]).reshape(im.shape), 0, 65535).astype(im.dtype)


same("stackEqualizeHistogram", stack_equalized, volumes, absolute=1)
same("subtractBackground", lambda im, percentile: rounded(f(im) - np.percentile(im, percentile), im.dtype), [*grey], percentile=20, relative=1e-5, absolute=1e-3)
same("subtractBackground", lambda im, method, sigma: rounded(f(im) - __import__("scipy.ndimage").ndimage.gaussian_filter(f(im), sigma), im.dtype), [*grey],
     method="gaussian", sigma=8, relative=1e-5, absolute=1)


def matched(im):
    return np.stack([rounded(exposure.match_histograms(plane, im[0]), im.dtype) for plane in im])


same("matchHistograms", matched, ["twochannels", "reals"], absolute=1)
