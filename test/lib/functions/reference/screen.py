"""The functions of a screen: stitching against known places, neurites against skan, geometry, illumination, registration."""
import json

import cv2
import numpy as np
from scipy import ndimage as ndi
from skimage import feature, filters, measure, morphology, segmentation
from skimage.registration import phase_cross_correlation

import images
from case import rounded, same
from images import grey, volumes

f32 = np.float32


def f(image):
    return image.astype(np.float64)


same("crop", lambda im, start_x, start_y, width, height: im[start_y : start_y + height, start_x : start_x + width], ["real16", "real8", "noisef", "noisei"],
     startX=3, startY=5, width=20, height=11)
for method in ("mean", "sum", "max", "min"):
    def binned(im, bin_size, method):
        h, w = im.shape[-2] // bin_size, im.shape[-1] // bin_size
        blocks = f(im)[..., : h * bin_size, : w * bin_size].reshape(*im.shape[:-2], h, bin_size, w, bin_size)
        found = getattr(np, method)(blocks, axis=(-3, -1) if im.ndim == 2 else (0, -3, -1))
        return np.clip(np.floor(found), 0, np.iinfo(im.dtype).max).astype(im.dtype)

    same("spatialBin2d", binned, ["real16", "real8", "noise16"], binSize=3, method=method)
    same("spatialBin3d", binned, volumes, binSize=2, method=method)


def ramps(im, margin_ratio):
    def ramp(size):
        margin, weights = int(np.floor(size * margin_ratio)), np.ones(size)
        if margin:
            weights[:margin] = np.linspace(0, 1, margin, endpoint=False)
            weights[-margin:] = np.linspace(1, 0, margin, endpoint=False)
        return weights

    return np.outer(ramp(im.shape[0]), ramp(im.shape[1])).astype(f32)


same("createWeightMask", ramps, ["real16", "noise8", "row", "one"], marginRatio=0.2, relative=1e-6)


def low_rank(im, max_iters=50, correction_mode="divide"):
    """As basic_flatfield_correction_numpy of OpenHCS 0.5.0, in double precision."""
    data = f(im).reshape(len(im), -1)
    objects = np.zeros_like(data)
    for _ in range(max_iters):
        u, s, v = np.linalg.svd(data - objects, full_matrices=False)
        s[3:] = 0
        back = (u * s) @ v * 0.9
        rest = data - back
        objects = np.sign(rest) * np.maximum(np.abs(rest) - 0.01, 0)
        if np.linalg.norm(data - back - objects) / np.linalg.norm(data) < 1e-4:
            break
    corrected = data / (back + 1e-6) * back.mean() if correction_mode == "divide" else data - back + back.mean()
    return rounded(np.maximum(corrected, 0).reshape(im.shape), im.dtype)


for mode in ("divide", "subtract"):
    same("basicFlatfieldCorrection", low_rank, ["reals", "tiles"], correctionMode=mode, maxIters=10, absolute=1, relative=1e-4, outliers=1e-3)


def retrospective(im, sigma):
    field = ndi.gaussian_filter(f(im).mean(0), sigma)
    return rounded(f(im) / (field / field.mean()), im.dtype)


same("retrospectiveCorrection", retrospective, volumes, sigma=6, absolute=1)


def drifts(im, upsample, phase_only=True):
    found = [phase_cross_correlation(f(im[0]), f(plane), upsample_factor=upsample, normalization="phase" if phase_only else None)[0] for plane in im]
    return {"stack": list(im), "tables": {"shifts": {"y": [s[0] for s in found], "x": [s[1] for s in found]}}}


same("registerPlanes", drifts, ["reals", "tiles"], upsample=20, absolute=1e-9)
same("registerPlanes", drifts, ["reals", "tiles"], upsample=20, phaseOnly=False, absolute=1e-9)

_, places = images.tiles(2, 3, 96, 76, 11)
grid = {"gridDimensions": {"rows": 2, "columns": 3}}
same("ashlarComputeTilePositions", lambda im, overlap_ratio, max_shift: {"stack": list(im), "specials": {"positions": places}}, ["tiles"], specials=grid,
     overlapRatio=0.2, maxShift=15, absolute=0.5)


def assembled(im, blend_method, overlap_ratio, margin, fixed_margin_ratio=0.1):
    size = im.shape[1]
    canvas = [int(np.ceil(size + (n - 1) * size * (1 - overlap_ratio))) + margin for n in (2, 3)]
    sums, weights = np.zeros(canvas), np.zeros(canvas)
    for i, (tile, (x, y)) in enumerate(zip(im, places)):
        wy, wx = np.ones(size), np.ones(size)
        if blend_method != "none":
            reach = {"left": 0, "right": 0, "top": 0, "bottom": 0}
            for j, (ox, oy) in enumerate(places):
                sy, sx = size - abs(oy - y), size - abs(ox - x)
                if j == i or sy <= 0 or sx <= 0:
                    continue
                for side, shared, there in (("left", sx, ox < x), ("right", sx, ox > x), ("top", sy, oy < y), ("bottom", sy, oy > y)):
                    if there:
                        reach[side] = max(reach[side], shared)
            width = {side: int(size * fixed_margin_ratio) if blend_method == "fixed" and shared else shared for side, shared in reach.items()}
            for line, first, last in ((wy, "top", "bottom"), (wx, "left", "right")):
                if width[first]:
                    line[: width[first]] = np.linspace(0, 1, width[first], endpoint=False)
                if width[last]:
                    line[-width[last] :] = np.linspace(1, 0, width[last], endpoint=False)
        weight = np.outer(wy, wx)
        sums[y : y + size, x : x + size] += weight * tile
        weights[y : y + size, x : x + size] += weight
    return np.floor(np.divide(sums, weights, out=np.zeros_like(sums), where=weights > 0) + 1e-9).astype(im.dtype)


for method in ("none", "fixed", "dynamic"):
    same("assembleStack", assembled, ["tiles"], specials={**grid, "positions": places}, blendMethod=method, overlapRatio=0.2, margin=20, absolute=1, outliers=1e-4)

skan = json.loads((images.fixtures / "skan.json").read_text())


same("analyzeSkeleton", lambda im: {"stack": [im]}, ["mask", "noisymask", "emptymask"])
same("skanAxonSkeletonizeAndAnalyze",
     lambda im: {"stack": [im], "tables": {"neurites": {"branches": [skan["fibres"]["count"]], "totalLength": [skan["fibres"]["total"]]}}}, ["fibres"], relative=5e-3)
same("skanAxonSkeletonizeAndAnalyze",
     lambda im, output: morphology.thin(morphology.remove_small_objects(im > filters.threshold_otsu(im), max_size=99)).astype(im.dtype), ["fibres", "spots", "even"],
     output="skeleton")



def by_laplacian(im, method, min_sigma, max_sigma, num_sigma, threshold):
    found = feature.blob_log(im, min_sigma=min_sigma, max_sigma=max_sigma, num_sigma=num_sigma, threshold=threshold)
    return {"stack": [im], "tables": {"blobs": {"y": found[:, 0], "x": found[:, 1], "sigma": found[:, 2]}}}


def by_difference(im, method, min_sigma, max_sigma, threshold):
    found = feature.blob_dog(im, min_sigma=min_sigma, max_sigma=max_sigma, threshold=threshold)
    return {"stack": [im], "tables": {"blobs": {"y": found[:, 0], "x": found[:, 1], "sigma": found[:, 2]}}}


same("findBlobs", by_laplacian, ["spots"], method="laplacian", minSigma=2, maxSigma=6, numSigma=5, threshold=0.01, relative=1e-6)
same("findBlobs", by_difference, ["spots"], method="difference", minSigma=1.5, maxSigma=6, threshold=0.01, relative=1e-6)


def by_watershed(im, detection_method, watershed_min_distance, max_cell_area):
    smooth = rounded(ndi.gaussian_filter(f(im), 1), im.dtype)
    mask = smooth > filters.threshold_otsu(smooth)
    mask = segmentation.clear_border(measure.label(mask)) != 0
    mask = morphology.remove_small_objects(mask, max_size=9, connectivity=2)
    labels = measure.label(mask)
    long = np.isin(labels, [r.label for r in measure.regionprops(labels) if r.eccentricity >= 0.95])
    distance = ndi.distance_transform_edt(mask & ~long)
    peaks = feature.peak_local_max(distance, min_distance=watershed_min_distance, footprint=np.ones((3, 3)), exclude_border=True)
    seeds = np.zeros(im.shape, bool)
    seeds[tuple(peaks.T)] = True
    cut = segmentation.watershed(-distance, measure.label(seeds), mask=mask & ~long)
    found = [r for part in (measure.label(mask & long), cut) for r in measure.regionprops(part, im) if 10 <= r.area <= max_cell_area]
    return {"stack": [im], "tables": {"counts": {"cellCount": [len(found)]}, "cells": {"area": [r.area for r in found], "y": [r.centroid[0] for r in found],
                                                                                  "meanIntensity": [r.intensity_mean for r in found]}}}


same("countCellsSingleChannel", by_watershed, ["spots", "real16"], detectionMethod="watershed", watershedMinDistance=5, maxCellArea=5000, relative=1e-2)


def pairs(im, max_distance):
    lists = []
    for plane in im:
        smooth = rounded(ndi.gaussian_filter(f(plane), 1), plane.dtype)
        lists.append([r.centroid for r in measure.regionprops(measure.label(segmentation.clear_border(measure.label(smooth > filters.threshold_otsu(smooth))) != 0)) if 10 <= r.area <= 1000])
    taken, count = set(), 0
    for y, x in lists[0]:
        distances = [np.hypot(y - v, x - u) for v, u in lists[1]]
        nearest = int(np.argmin(distances))
        if distances[nearest] <= max_distance and nearest not in taken:
            taken.add(nearest)
            count += 1
    return {"stack": list(im), "tables": {"colocalization": {"chan1Count": [len(lists[0])], "chan2Count": [len(lists[1])], "colocalizedCount": [count]}}}


same("countCellsMultiChannel", pairs, ["twochannels"], maxDistance=12)


def objects(im):
    labels = im[-1].astype(np.int32)
    table = measure.regionprops_table(labels, im[0], properties=("label", "area", "centroid", "major_axis_length", "minor_axis_length", "eccentricity", "orientation",
                                                                   "perimeter", "euler_number", "intensity_mean", "intensity_min", "intensity_max"))
    names = dict(zip(("label", "area", "y", "x", "majorAxis", "minorAxis", "eccentricity", "orientation", "perimeter", "eulerNumber", "meanIntensity", "minIntensity", "maxIntensity"), table.values()))
    return {"stack": list(im), "tables": {"objects": names}}


same("measureObjects", objects, ["labelledspots"], absolute=1e-9, relative=1e-9)


def matched(im, template_x, template_y, template_width, template_height):
    part = im[0][template_y : template_y + template_height, template_x : template_x + template_width].astype(f32)
    found, rows = [], {"y": [], "x": [], "score": []}
    for plane in im:
        scores = cv2.matchTemplate(plane.astype(f32), part, cv2.TM_CCOEFF_NORMED)
        y, x = np.unravel_index(scores.argmax(), scores.shape)
        found.append(plane[y : y + template_height, x : x + template_width])
        for name, value in (("y", y), ("x", x), ("score", scores[y, x])):
            rows[name].append(value)
    return {"stack": found, "tables": {"crops": rows}}


same("multiTemplateCrop", matched, ["reals", "tiles", "twochannels"], templateX=20, templateY=12, templateWidth=23, templateHeight=17, absolute=1e-3)


def fitting(im, score_threshold, **place):
    part = im[0][place["template_y"] :][: place["template_height"], place["template_x"] :][:, : place["template_width"]].astype(f32)
    rows = {"plane": [], "y": [], "x": []}
    for number, plane in enumerate(im):
        scores = cv2.matchTemplate(plane.astype(f32), part, cv2.TM_CCOEFF_NORMED)
        peaks = feature.peak_local_max(scores, min_distance=min(part.shape) // 2, threshold_abs=score_threshold, exclude_border=False)
        for y, x in peaks:
            for name, value in (("plane", number), ("y", y), ("x", x)):
                rows[name].append(value)
    return {"stack": list(im), "tables": {"matches": rows}}


same("matchTemplate", fitting, ["tiles", "twochannels"], templateX=20, templateY=12, templateWidth=15, templateHeight=15, scoreThreshold=0.6)
