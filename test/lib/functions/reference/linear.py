"""Linear filters and edges: scipy.ndimage and skimage.filters in double precision."""
import numpy as np
from scipy import ndimage as ndi
from skimage import filters

from case import rounded, same
from images import edges, grey, signed, volumes

f32 = np.float32
# Sums in single precision against double.
near = dict(absolute=2e-2, relative=2e-6)
every = [*grey, *signed]


def f(image):
    return image.astype(np.float64)


same("gaussian", lambda im, sigma: ndi.gaussian_filter(f(im), sigma).astype(f32), every, sigma=2, **near)
for border in ("constant", "nearest", "mirror", "wrap"):
    same("gaussian", lambda im, sigma, border: ndi.gaussian_filter(f(im), sigma, mode=border).astype(f32), every, sigma=3.3, border=border, **near)
same("gaussian", lambda im, sigma, sigma_z, dimensions: ndi.gaussian_filter(f(im), (sigma_z, sigma, sigma)).astype(f32), volumes,
     sigma=1.5, sigmaZ=0.7, dimensions="3D", **near)
same("differenceOfGaussians", lambda im, low_sigma, high_sigma: filters.difference_of_gaussians(f(im), low_sigma, high_sigma).astype(f32), every,
     lowSigma=1, highSigma=4, absolute=4e-2)
same("gaussianLaplace", lambda im, sigma: ndi.gaussian_laplace(f(im), sigma).astype(f32), every, sigma=2.5, absolute=2e-2)
same("gaussianLaplace", lambda im, sigma, dimensions: ndi.gaussian_laplace(f(im), sigma).astype(f32), volumes, sigma=1, dimensions="3D", absolute=5e-2)
same("gaussianGradientMagnitude", lambda im, sigma: ndi.gaussian_gradient_magnitude(f(im), sigma).astype(f32), every, sigma=2, absolute=3e-2)
for name in ("sobel", "scharr", "prewitt", "farid"):
    same(name, lambda im, name=name: getattr(filters, name)(f(im)).astype(f32), every, absolute=2e-2, relative=1e-6)
    for short, long in (("H", "_h"), ("V", "_v")):
        same(name + short, lambda im, name=name + long: getattr(filters, name)(f(im)).astype(f32), every, absolute=2e-2)
same("roberts", lambda im: filters.roberts(f(im)).astype(f32), every, absolute=2e-2, relative=1e-6)
same("laplace", lambda im: ndi.laplace(f(im)).astype(f32), every, absolute=1e-1)
same("laplace", lambda im, border: ndi.laplace(f(im), mode=border).astype(f32), every, border="wrap", absolute=1e-1)
for size in (3, 4, 31):
    same("uniform", lambda im, size: ndi.uniform_filter(f(im), size).astype(f32), every, size=size, relative=1e-6, absolute=1e-3)
same("uniform", lambda im, size, border: ndi.uniform_filter(f(im), size, mode=border).astype(f32), every, size=7, border="mirror", relative=1e-6, absolute=1e-3)


def deviation(im, size):
    mean = ndi.uniform_filter(f(im), size)
    return np.sqrt(np.maximum(ndi.uniform_filter(f(im) ** 2, size) - mean**2, 0)).astype(f32)


same("localDeviation", deviation, [*grey[:5], *signed], size=9, absolute=2e-2, relative=1e-5)
same("unsharpMask", lambda im, radius, amount: rounded(f(im) + amount * (f(im) - ndi.gaussian_filter(f(im), radius)), im.dtype), every,
     radius=2, amount=1.5, absolute=1, outliers=0)


def sharpen(im, radius, amount):
    smooth = ndi.gaussian_filter(f(im), radius, mode="nearest")
    sharp = np.clip(f(im) + amount * (f(im) - smooth), 0, im.max())
    top = {"uint8": 255, "float32": 1}.get(str(im.dtype), 65535)
    spread = sharp.max() - sharp.min()
    return rounded((sharp - sharp.min()) * (top / spread if spread else 0), im.dtype)


same("sharpen", sharpen, ["real16", "real8", "realf", "noise16", "noise8", "one", "row", "column"], radius=1.5, amount=2, absolute=1)
for frequency, theta in ((0.1, 0), (0.23, 35)):
    same("gabor", lambda im, frequency, theta: filters.gabor(f(im), frequency, np.deg2rad(theta))[0].astype(f32), every,
         frequency=frequency, theta=theta, **near)
same("gabor", lambda im, frequency, theta, part: filters.gabor(f(im), frequency, np.deg2rad(theta))[1].astype(f32), every,
     frequency=0.2, theta=60, part="imaginary", absolute=5e-2)
