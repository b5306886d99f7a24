"""Morphology, segmentation, distances, rank filters and thresholds: skimage and scipy.ndimage."""
import numpy as np
from scipy import ndimage as ndi
from skimage import feature, filters, measure, morphology, segmentation

from case import rounded, same
from images import binary, edges, grey, labelled, signed, volumes

f32 = np.float32


def square(radius):
    return np.ones((2 * radius + 1,) * 2, np.uint8)


def print_of(shape, radius, volume=False):
    if volume:
        return morphology.ball(radius) if shape == "disk" else np.ones((2 * radius + 1,) * 3, np.uint8)
    return morphology.disk(radius) if shape == "disk" else square(radius)


grey_ops = dict(erosion=ndi.grey_erosion, dilation=ndi.grey_dilation, opening=ndi.grey_opening, closing=ndi.grey_closing,
                whiteTophat=ndi.white_tophat, blackTophat=ndi.black_tophat, morphologicalGradient=ndi.morphological_gradient)
for name, run in grey_ops.items():
    for shape, radius in (("disk", 3), ("square", 4), ("disk", 1)):
        same(name, lambda im, radius, shape, run=run: run(im, footprint=print_of(shape, radius)), radius=radius, shape=shape)
        same(name, lambda im, radius, shape, dimensions, run=run: run(im, footprint=print_of(shape, radius, True)), volumes, radius=radius, shape=shape,
             dimensions="3D")
for name in ("Erosion", "Dilation", "Opening", "Closing"):
    same("binary" + name, lambda im, radius, run=grey_ops[name.lower()]: run((im != 0).astype(np.uint8), footprint=morphology.disk(radius)),
         [*binary, "labels"], radius=2)


def seeded(im, method):
    mask = im[1]
    marker = np.minimum(im[0], mask) if method == "dilation" else np.maximum(im[0], mask)
    return morphology.reconstruction(marker, mask, method).astype(im.dtype)


for method in ("dilation", "erosion"):
    same("reconstruction", seeded, ["twochannels"], method=method)


def h_maxima(im, h, dimensions="2D"):
    values = im.astype(float)
    return morphology.local_maxima(morphology.reconstruction(values - h, values)).astype(np.uint8)


def h_minima(im, h):
    values = im.astype(float)
    return morphology.local_minima(morphology.reconstruction(values + h, values, "erosion")).astype(np.uint8)


same("hMaxima", h_maxima, ["real16", "real8", "spots", "noise16"], h=120)
same("hMaxima", h_maxima, ["reals"], h=60, dimensions="3D")
same("hMinima", h_minima, ["real16", "real8", "spots", "noise16"], h=120)
for name, run in (("localMaxima", morphology.local_maxima), ("localMinima", morphology.local_minima)):
    same(name, lambda im, run=run: run(im), [*grey, *signed])
    same(name, lambda im, allow_borders, run=run: run(im, allow_borders=False), ["real16", "noise8", "spots"], allowBorders=False)
    same(name, lambda im, dimensions, run=run: run(im), volumes, dimensions="3D")
same("fillHoles", lambda im: ndi.binary_fill_holes(im), [*binary, "labels"])
same("fillHoles", lambda im, dimensions: ndi.binary_fill_holes(im), ["masks"], dimensions="3D")
for connectivity in (1, 2):
    same("label", lambda im, connectivity: measure.label(im != 0, connectivity=connectivity).astype(np.int32), binary, connectivity=connectivity)
for connectivity in (1, 2, 3):
    same("label", lambda im, connectivity, dimensions: measure.label(im != 0, connectivity=connectivity).astype(np.int32), ["masks"],
         connectivity=connectivity, dimensions="3D")


same("removeSmallObjects", lambda im, min_size: np.isin(lab := measure.label(im != 0, connectivity=1), np.flatnonzero(np.bincount(lab.ravel()) >= min_size)) & (im != 0),
     binary, minSize=12)
same("removeSmallHoles", lambda im, min_size: ~(np.isin(lab := measure.label(im == 0, connectivity=1), np.flatnonzero(np.bincount(lab.ravel()) >= min_size)) & (im == 0)),
     binary, minSize=12)
same("removeSmallLabels", lambda im, min_size, max_size: np.where((c := np.bincount(im.ravel()))[im] < min_size, 0, np.where(c[im] > max_size, 0, im)).astype(np.int32),
     labelled, minSize=20, maxSize=200)
same("relabelSequential", lambda im: segmentation.relabel_sequential(im)[0].astype(np.int32), labelled)
same("clearBorder", lambda im: segmentation.clear_border(im), labelled)
same("clearBorder", lambda im, buffer_size: segmentation.clear_border(im, buffer_size=buffer_size), ["labels", "noisylabels"], bufferSize=3)
for mode in ("thick", "inner", "outer"):
    for connectivity in (1, 2):
        same("findBoundaries", lambda im, mode, connectivity: segmentation.find_boundaries(im, mode=mode, connectivity=connectivity), labelled,
             mode=mode, connectivity=connectivity)
same("expandLabels", lambda im, distance: segmentation.expand_labels(im, distance).astype(np.int32), ["labels"], distance=4, outliers=1e-2)


def separated(im, min_distance):
    distance = ndi.distance_transform_edt(im)
    peaks = feature.peak_local_max(distance, min_distance=min_distance, exclude_border=False, labels=im.astype(int), num_peaks_per_label=np.inf)
    peaks = feature.peak_local_max(distance, min_distance=min_distance, exclude_border=False)
    seeds = np.zeros(im.shape, bool)
    seeds[tuple(peaks.T)] = True
    return segmentation.watershed(-distance, measure.label(seeds), mask=im != 0).astype(np.int32)


same("separateObjects", separated, ["mask"], minDistance=4, outliers=2e-2)
same("distanceTransform", lambda im: ndi.distance_transform_edt(im).astype(f32), ["mask", "noisymask", "emptymask", "labels"], relative=1e-6)
same("distanceTransform", lambda im, spacing_y, spacing_x: ndi.distance_transform_edt(im, (spacing_y, spacing_x)).astype(f32), ["mask", "noisymask"],
     spacingY=0.7, spacingX=1.9, relative=1e-6)
same("distanceTransform", lambda im, dimensions, spacing_z: ndi.distance_transform_edt(im, (spacing_z, 1, 1)).astype(f32), ["masks"],
     dimensions="3D", spacingZ=2.5, relative=1e-6)
for metric in ("chessboard", "taxicab"):
    same("chamferDistance", lambda im, metric: ndi.distance_transform_cdt(im, metric).astype(np.int32), ["mask", "noisymask", "emptymask"], metric=metric)
    same("chamferDistance", lambda im, metric, dimensions: ndi.distance_transform_cdt(im, metric).astype(np.int32), ["masks"], metric=metric, dimensions="3D")


def zhang_suen(im):
    """As the paper has it, on whole arrays."""
    mask = np.pad(im != 0, 1)
    while True:
        before = mask.copy()
        for step in (0, 1):
            around = [np.roll(mask, shift, (0, 1)) for shift in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))]
            count = sum(a.astype(int) for a in around)
            rises = sum((~a & b).astype(int) for a, b in zip(around, around[1:] + around[:1]))
            p2, p4, p6, p8 = around[0], around[2], around[4], around[6]
            open_sides = ~(p2 & p4 & p6) & ~(p4 & p6 & p8) if step == 0 else ~(p2 & p4 & p8) & ~(p2 & p6 & p8)
            mask = mask & ~((count >= 2) & (count <= 6) & (rises == 1) & open_sides)
        if (mask == before).all():
            return mask[1:-1, 1:-1]


same("skeletonize", zhang_suen, binary)
same("thin", lambda im: morphology.thin(im), binary)
same("thin", lambda im, max_iterations: morphology.thin(im, max_iterations), binary, maxIterations=2)

every = [*grey, *signed]
for radius, shape in ((1, "square"), (2, "square"), (1, "disk"), (3, "disk"), (7, "disk"), (6, "square")):
    same("median", lambda im, radius, shape: ndi.median_filter(im, footprint=print_of(shape, radius)), every, radius=radius, shape=shape)
for percentile in (0, 20, 99, 100):
    same("percentileFilter", lambda im, percentile, radius, shape: ndi.percentile_filter(im, percentile, footprint=print_of(shape, radius)), every,
         percentile=percentile, radius=2, shape="disk")

for name in ("otsu", "li", "yen", "triangle", "isodata", "mean"):
    run = getattr(filters, f"threshold_{name}")

    def masked(im, run=run):
        limit = run(im)
        return {"stack": [(im > limit).astype(np.uint8)], "tables": {"thresholds": {"threshold": [float(limit)]}}}

    on = ["real16", "real8", "realf", "spots", "noise16", "noise8", "row", "column"]
    if name in ("otsu", "li", "mean"):
        on.remove("realf")  # we bin floats, scikit-image takes their values
    if name == "yen":
        on.remove("noise16")  # even noise: many values are as good
    same("threshold" + name.capitalize(), masked, on, relative=1e-6, absolute=0.51 if name == "li" else 1e-3)
same("thresholdOtsu", lambda im, scope: im > filters.threshold_otsu(im), ["reals"], scope="stack")
same("thresholdMinimum", lambda im: im > filters.threshold_minimum(im), ["real8"])
same("threshold", lambda im, threshold: im > threshold, grey, threshold=333.5)
for method in ("gaussian", "mean", "median"):
    same("thresholdLocal", lambda im, block_size, method: im > filters.threshold_local(im.astype(float), block_size, method), ["real16", "real8", "noise16", "noisef"],
         blockSize=15, method=method, outliers=1e-3)
same("thresholdNiblack", lambda im, window_size, k: im > filters.threshold_niblack(im, window_size, k), ["real16", "real8", "noise16"],
     windowSize=15, k=0.4, outliers=1e-3)
same("thresholdSauvola", lambda im, window_size, k: im > filters.threshold_sauvola(im, window_size, k), ["real16", "real8", "noise16"],
     windowSize=15, k=0.1, outliers=1e-3)


def classes_of(im, classes):
    bins = np.histogram(im, 256)
    limits = filters.threshold_multiotsu(hist=(bins[0].astype(float), (bins[1][:-1] + bins[1][1:]) / 2), classes=classes)
    return np.digitize(im, limits, right=True).astype(np.uint8)


for classes in (3, 4):
    same("thresholdMultiOtsu", classes_of, ["real16", "real8", "spots", "noise16"], classes=classes)
for low, high in ((900, 2000), (30, 90)):
    same("hysteresisThreshold", lambda im, low, high: filters.apply_hysteresis_threshold(im, low, high), ["real16", "real8", "spots"], low=low, high=high)
