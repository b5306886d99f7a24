"""Ridges, textures, geometry and restoration: skimage and scipy.ndimage."""
import cv2
import numpy as np
from scipy import ndimage as ndi
from skimage import feature, filters, morphology, restoration

from case import rounded, same
from images import edges, grey, signed, volumes

f32 = np.float32
lines = ["real16", "realf", "fibres", "spots", "row", "even"]
planes = [name for name in lines if name != "row"]  # scikit-image refuses one row


def f(image):
    return image.astype(np.float64)


def widths(min_sigma, max_sigma, sigma_step):
    return np.arange(min_sigma, max_sigma + 1e-9, sigma_step)


for name, extra in (("sato", {}), ("meijering", {}), ("frangi", {}), ("frangi", dict(beta=1, gamma=200))):
    for ridges in ("bright", "dark"):
        def ridge(im, ridges, name=name, min_sigma=1, max_sigma=5, sigma_step=2, **more):
            run = getattr(filters, name)
            return run(f(im), sigmas=widths(min_sigma, max_sigma, sigma_step), black_ridges=ridges == "dark", mode="reflect", **more).astype(f32)

        same(name, ridge, planes, ridges=ridges, absolute=5e-2 if name == "sato" else 1e-3, outliers=0 if name == "sato" else 1e-3, **extra)
same("sato", lambda im, min_sigma, max_sigma: filters.sato(f(im), [min_sigma], black_ridges=False).astype(f32), lines, minSigma=2.5, maxSigma=2.5, absolute=5e-2)
for part in (0, 1):
    which = ("large", "small")[part]
    same("hessianEigenvalue", lambda im, sigma, part, at=part: feature.hessian_matrix_eigvals(
        feature.hessian_matrix(f(im), sigma, mode="reflect", use_gaussian_derivatives=True))[at].astype(f32), [*lines, "noisef"], sigma=2, part=which, absolute=2e-2)
    same("structureTensor", lambda im, sigma, part, at=part: feature.structure_tensor_eigenvalues(
        feature.structure_tensor(f(im), sigma, mode="nearest"))[at].astype(f32), [*planes, "noisef"], sigma=1.5, part=which, absolute=30, relative=1e-4)
for radius, shape in ((5, "disk"), (2, "square")):
    # scikit-image counts histograms of 16-bit images in one bin per value too
    same("localEntropy", lambda im, radius, shape: filters.rank.entropy(im, morphology.disk(radius) if shape == "disk" else np.ones((2 * radius + 1,) * 2, np.uint8)).astype(f32),
         ["real16", "real8", "noise8", "spots", "column", "one", "even"], radius=radius, shape=shape, absolute=1e-5)
for name, run in (("areaOpening", morphology.area_opening), ("areaClosing", morphology.area_closing)):
    for area, connectivity in ((20, 1), (64, 2)):
        same(name, lambda im, area, connectivity, run=run: run(im, area, connectivity), ["real16", "real8", "realf", "noise8", "noise16", "even", "saturated", *signed], area=area, connectivity=connectivity, relative=1e-5, absolute=1e-5)
    same(name, lambda im, area, dimensions, run=run: run(im, area), volumes, area=30, dimensions="3D")

same("rotate", lambda im, angle, border: rounded(ndi.rotate(f(im), angle, reshape=False, order=1, mode="grid-constant"), im.dtype), [*grey, *signed], angle=27.5, border="constant",
     absolute=1, outliers=1e-3)
same("rotate", lambda im, angle, border, interpolation: ndi.rotate(im, angle, reshape=False, order=0, mode="reflect"), [*grey, *signed], angle=-33, border="reflect", interpolation="nearest",
     outliers=1e-2)
for border, mode in (("constant", "grid-constant"), ("nearest", "nearest"), ("mirror", "mirror"), ("reflect", "reflect"), ("wrap", "grid-wrap")):
    same("translate", lambda im, y, x, border, mode=mode: rounded(ndi.shift(f(im), (y, x), order=1, mode=mode), im.dtype), [*grey, *signed], y=3.25, x=-7.5, border=border,
         absolute=1, outliers=2e-3)
same("affine", lambda im, yy, yx, xy, xx, y0, x0: rounded(ndi.affine_transform(f(im), [[yy, yx], [xy, xx]], (y0, x0), order=1, mode="grid-constant"), im.dtype), [*grey, *signed],
     yy=0.9, yx=0.2, xy=-0.13, xx=1.1, y0=3.5, x0=-2.25, absolute=1, outliers=2e-3)


def resized(im, height, width, interpolation="linear", anti_aliasing=False):
    factors = np.array(im.shape) / (height, width)
    values = f(im)
    if anti_aliasing:
        values = f(rounded(ndi.gaussian_filter(values, np.maximum(0, (factors - 1) / 2), mode="mirror"), im.dtype))
    return rounded(ndi.zoom(values, 1 / factors, order=1 if interpolation == "linear" else 0, mode="mirror", grid_mode=True), im.dtype)


for size in (dict(height=33, width=50), dict(height=150, width=211)):
    same("resize", resized, ["real16", "real8", "realf", "noise16", *signed], absolute=1, outliers=2e-3, **size)
same("resize", resized, ["real16", "real8", "noise16"], height=20, width=23, antiAliasing=True, absolute=1, outliers=5e-3)
same("resize", resized, ["labels"], height=71, width=53, interpolation="nearest", outliers=1e-2)
pads = dict(constant="constant", nearest="edge", mirror="reflect", reflect="symmetric", wrap="wrap")
for border, mode in pads.items():
    same("pad", lambda im, top, bottom, left, right, border, mode=mode: np.pad(im, ((top, bottom), (left, right)), mode), [*grey, *signed], top=3, bottom=4, left=11, right=2, border=border)
for axis in (0, 1):
    same("flip", lambda im, axis, at=axis: np.flip(im, at), [*grey, *signed], axis="yx"[axis])
for turns in (-1, 0, 1, 2, 3):
    same("rotate90", lambda im, quarter_turns: np.rot90(im, quarter_turns), [*grey, *signed], quarterTurns=turns)

same("rollingBall", lambda im, radius, result: restoration.rolling_ball(f(im), radius=radius).astype(f32), ["realf", "noisef"], radius=9, result="background", relative=1e-5, absolute=1e-3)
same("rollingBall", lambda im, radius: rounded(f(im) - restoration.rolling_ball(f(im), radius=radius), im.dtype), ["real16", "real8", "noise16", *edges], radius=12.5, absolute=1)


# scikit-image places its weights one pixel off
same("bilateral", lambda im, radius, sigma_value, sigma_space: cv2.bilateralFilter(im.astype(f32), 2 * radius + 1, sigma_value, sigma_space, borderType=cv2.BORDER_REFLECT),
     ["real16", "realf", "spots", "noise8", "noisef"], radius=3, sigmaValue=80, sigmaSpace=1.7, absolute=2e-2, relative=1e-4)
for weight in (20, 300):
    same("totalVariation", lambda im, weight: restoration.denoise_tv_chambolle(f(im), weight).astype(f32), ["real16", "realf", "spots", "noise8", "row", "even", "noisei"], weight=weight,
         absolute=0.5, relative=2e-3, outliers=1e-3)


def means(im, patch_radius, search_radius, strength, noise=0):
    """By the definition; scikit-image takes an exponential that is off by up to 4 %."""
    margin, side = patch_radius + search_radius, 2 * patch_radius + 1
    wide = np.pad(f(im), margin, "reflect")

    def moved(y, x, by=0):
        at = margin - by
        return wide[at + y : at + y + im.shape[0] + 2 * by, at + x : at + x + im.shape[1] + 2 * by]

    total, weights = np.zeros(im.shape), np.zeros(im.shape)
    for y in range(-search_radius, search_radius + 1):
        for x in range(-search_radius, search_radius + 1):
            squares = (moved(0, 0, patch_radius) - moved(y, x, patch_radius)) ** 2 - 2 * noise**2
            distance = ndi.uniform_filter(squares, side)[patch_radius : patch_radius + im.shape[0], patch_radius : patch_radius + im.shape[1]]
            weight = np.where(distance / strength**2 <= 5, np.exp(-np.maximum(distance, 0) / strength**2), 0)
            total += weight * moved(y, x)
            weights += weight
    return (total / weights).astype(f32)


same("nonLocalMeans", means, ["real16", "spots", "realf", "noise8"], patchRadius=2, searchRadius=4, strength=60, relative=1e-5)
same("nonLocalMeans", means, ["spots"], patchRadius=1, searchRadius=5, strength=60, noise=30, relative=1e-5)


def deconvolved(im, sigma, iterations):
    radius = int(4 * sigma + 0.5)
    bell = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    bell /= bell.sum()
    return restoration.richardson_lucy(f(im), np.outer(bell, bell), iterations, clip=False).astype(f32)


same("richardsonLucy", deconvolved, ["real16", "real8", "spots"], sigma=1.5, iterations=8, relative=1e-3, absolute=0.5)
