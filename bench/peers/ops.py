"""The operations of a screen in scikit-image, SciPy and OpenCV, timed one by one on request.

usage: ops.py FOLDER THREADS      FOLDER keeps the image: stack.npy (10 planes, 2048 x 2048 uint16) and mask.npy, made once

Says one line {"versions", "engines": {operation: [engine, ...]}}, then answers each line {"operation", "engine", "times"}
with {"ms": [...]}. THREADS are OpenCV's; SciPy's and scikit-image's operations here have one. OpenCV appears twice where it can write into
an array that is there already (as our planes come from a pool), so that the faster of both is compared.
"""
import json
import pathlib
import sys
import time

import cv2
import numpy as np
import scipy
import skimage
from scipy import ndimage as ndi
from skimage import exposure, feature, filters, measure, morphology, restoration, segmentation


def make(size=2048):
    """Gaussian cells on an uneven background, Poisson and read-out noise, out of focus away from the middle plane."""
    rng = np.random.default_rng(1)
    field = np.zeros((size, size), np.float32)
    for y, x, s, peak in zip(rng.uniform(0, size, 900), rng.uniform(0, size, 900), rng.uniform(8, 16, 900), rng.uniform(3000, 20000, 900)):
        r = int(4 * s)
        y0, y1, x0, x1 = max(0, int(y) - r), min(size, int(y) + r), max(0, int(x) - r), min(size, int(x) + r)
        yy, xx = np.mgrid[y0:y1, x0:x1]
        field[y0:y1, x0:x1] += peak * np.exp(-((yy - y) ** 2 + (xx - x) ** 2) / (2 * s * s))
    yy, xx = np.mgrid[0:size, 0:size]
    field += 1500 + 800 * np.sin(xx / 400) * np.cos(yy / 500)
    planes = [rng.poisson(np.maximum(field * (1 - 0.06 * abs(k - 5)), 0) / 8) * 8 + rng.normal(0, 40, field.shape) for k in range(10)]
    return np.clip(np.stack(planes), 0, 65535).astype(np.uint16)


def images(folder):
    if not (folder / "mask.npy").exists():
        folder.mkdir(parents=True, exist_ok=True)
        stack = make()
        smooth = ndi.gaussian_filter(stack[5].astype(np.float32), 2)
        np.save(folder / "stack.npy", stack)
        np.save(folder / "mask.npy", (smooth > filters.threshold_otsu(smooth)).astype(np.uint8))
    return np.load(folder / "stack.npy"), np.load(folder / "mask.npy")


def operations(stack, mask):
    image = np.ascontiguousarray(stack[5])
    f32 = image.astype(np.float32)
    into, into32, labels = np.empty_like(image), np.empty_like(f32), np.empty(image.shape, np.int32)
    table = {}
    for sigma in (2, 10):
        size = (8 * sigma + 1, 8 * sigma + 1)  # the same 4 sigma on each side
        table[f"gaussian sigma {sigma}"] = {
            "OpenCV": lambda size=size, sigma=sigma: cv2.GaussianBlur(image, size, sigma),
            "OpenCV dst": lambda size=size, sigma=sigma: cv2.GaussianBlur(image, size, sigma, dst=into),
            "OpenCV float32": lambda size=size, sigma=sigma: cv2.GaussianBlur(f32, size, sigma),
            "OpenCV float32 dst": lambda size=size, sigma=sigma: cv2.GaussianBlur(f32, size, sigma, dst=into32),
            "SciPy": lambda sigma=sigma: ndi.gaussian_filter(image, sigma),
            "scikit-image": lambda sigma=sigma: filters.gaussian(image, sigma, preserve_range=True),
        }
    for radius in (15, 50):
        side = 2 * radius + 1
        square, disk, parts = np.ones((side, side), np.uint8), morphology.disk(radius), morphology.disk(radius, decomposition="sequence")
        table[f"top-hat square {radius}"] = {
            "OpenCV": lambda square=square: cv2.morphologyEx(image, cv2.MORPH_TOPHAT, square),
            "OpenCV dst": lambda square=square: cv2.morphologyEx(image, cv2.MORPH_TOPHAT, square, dst=into),
            "SciPy": lambda side=side: ndi.white_tophat(image, size=side),
        }
        table[f"top-hat disk {radius}"] = {
            "OpenCV": lambda disk=disk: cv2.morphologyEx(image, cv2.MORPH_TOPHAT, disk),
            "OpenCV dst": lambda disk=disk: cv2.morphologyEx(image, cv2.MORPH_TOPHAT, disk, dst=into),
            "scikit-image, approximate": lambda parts=parts: morphology.white_tophat(image, parts),
        }

    def normalize_numpy():
        low, high = np.percentile(image, (1, 99))
        return (np.clip((f32 - low) / (high - low), 0, 1) * 65535).astype(np.uint16)

    def normalize_skimage():
        limits = tuple(np.percentile(image, (1, 99)))
        return exposure.rescale_intensity(image, in_range=limits, out_range=(0, 65535)).astype(np.uint16)

    def normalize_table():
        counts = np.cumsum(cv2.calcHist([image], [0], None, [65536], [0, 65536]).ravel()) / image.size
        low, high = np.searchsorted(counts, 0.01), np.searchsorted(counts, 0.99)
        return np.clip((np.arange(65536) - low) * (65535 / (high - low)), 0, 65535).astype(np.uint16)[image]

    def props_cv2():
        n, found, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
        return stats, centres, np.bincount(found.ravel(), weights=image.ravel(), minlength=n) / stats[:, 4]

    def props_skimage():
        names = ("label", "area", "centroid", "mean_intensity")
        return measure.regionprops_table(measure.label(mask), image, properties=names)

    def props_scipy():
        found, n = ndi.label(mask, np.ones((3, 3)))
        ids = np.arange(1, n + 1)
        return np.bincount(found.ravel()), ndi.center_of_mass(mask, found, ids), ndi.mean(image, found, ids)

    def project_cv2():
        np.copyto(into, stack[0])
        for plane in stack[1:]:
            cv2.max(into, plane, into)

    disk15, square3 = morphology.disk(15), np.ones((7, 7), np.uint8)
    other = np.ascontiguousarray(stack[6])
    table |= {
        "median 3 x 3": {"OpenCV": lambda: cv2.medianBlur(image, 3), "SciPy": lambda: ndi.median_filter(image, 3)},
        "median 5 x 5": {"OpenCV": lambda: cv2.medianBlur(image, 5), "SciPy": lambda: ndi.median_filter(image, 5)},
        "erosion disk 15": {"OpenCV": lambda: cv2.erode(image, disk15), "OpenCV dst": lambda: cv2.erode(image, disk15, dst=into)},
        "gradient square 3": {
            "OpenCV": lambda: cv2.morphologyEx(image, cv2.MORPH_GRADIENT, square3),
            "SciPy": lambda: ndi.morphological_gradient(image, size=7),
        },
        "distance transform": {
            "OpenCV": lambda: cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE),
            "SciPy": lambda: ndi.distance_transform_edt(mask),
        },
        "mean of 31 x 31": {
            "OpenCV": lambda: cv2.blur(image, (31, 31)),
            "OpenCV float32": lambda: cv2.blur(f32, (31, 31)),
            "SciPy": lambda: ndi.uniform_filter(f32, 31),
        },
        "add two planes": {"OpenCV": lambda: cv2.add(image, other), "OpenCV dst": lambda: cv2.add(image, other, dst=into)},
        "percentile normalise": {"NumPy": normalize_numpy, "scikit-image": normalize_skimage, "OpenCV histogram, NumPy table": normalize_table},
        "otsu and threshold": {
            "OpenCV": lambda: cv2.threshold(image, 0, 65535, cv2.THRESH_OTSU),
            "OpenCV dst": lambda: cv2.threshold(image, 0, 65535, cv2.THRESH_OTSU, dst=into),
            "scikit-image": lambda: image > filters.threshold_otsu(image),
        },
        "label": {
            "OpenCV": lambda: cv2.connectedComponents(mask),
            "OpenCV labels": lambda: cv2.connectedComponents(mask, labels=labels),
            "scikit-image": lambda: measure.label(mask),
            "SciPy": lambda: ndi.label(mask, np.ones((3, 3))),
        },
        "label and properties": {"OpenCV, NumPy": props_cv2, "scikit-image": props_skimage, "SciPy": props_scipy},
        **more_operations(image, f32, mask),
        "max projection of 10": {"NumPy": lambda: stack.max(0), "OpenCV": project_cv2},
    }
    return table


def more_operations(image, f32, mask):
    """What the functions of the library are held against beside the operations of a screen; heavy ones on 1024 x 1024."""
    small, small32 = np.ascontiguousarray(image[:1024, :1024]), np.ascontiguousarray(f32[:1024, :1024])
    f64, disk7, labels = f32.astype(float), morphology.disk(7), cv2.connectedComponents(mask)[1]
    bell = np.outer(*[np.exp(-0.5 * (np.arange(-8, 9) / 2) ** 2)] * 2)
    turn = cv2.getRotationMatrix2D((1023.5, 1023.5), 30, 1)
    gabor_real = cv2.getGaborKernel((33, 33), 5.6, 0, 10, 1, 0)

    def gaussian_cv2(sigma):
        return cv2.GaussianBlur(f32, (0, 0), sigma)

    def unsharp_cv2():
        return np.clip(cv2.addWeighted(f32, 2, gaussian_cv2(2), -1, 0), 0, 65535).astype(np.uint16)

    def niblack_cv2():
        mean, square = cv2.blur(f32, (25, 25)), cv2.sqrBoxFilter(f32, -1, (25, 25))
        return f32 > mean - 0.2 * np.sqrt(np.maximum(square - mean * mean, 0))

    def richardson_lucy_cv2():
        estimate = np.full_like(f32, 0.5)
        for _ in range(10):
            estimate *= cv2.GaussianBlur(f32 / (cv2.GaussianBlur(estimate, (17, 17), 2) + 1e-12), (17, 17), 2)
        return estimate

    def separate_skimage():
        distance = ndi.distance_transform_edt(mask)
        seeds = np.zeros(mask.shape, np.int32)
        for i, (y, x) in enumerate(feature.peak_local_max(distance, min_distance=10, exclude_border=False)):
            seeds[y, x] = i + 1
        return segmentation.watershed(-distance, seeds, mask=mask)

    def table_cv2():
        return (np.sqrt(np.arange(65536) / 65535) * 65535).astype(np.uint16)[image]

    return {
        "median disk 7": {"SciPy": lambda: ndi.median_filter(image, footprint=disk7)},
        "sobel": {"scikit-image": lambda: filters.sobel(f32), "OpenCV": lambda: cv2.magnitude(cv2.Sobel(f32, -1, 1, 0), cv2.Sobel(f32, -1, 0, 1))},
        "laplace": {"SciPy": lambda: ndi.laplace(f32), "OpenCV": lambda: cv2.Laplacian(f32, -1)},
        "laplacian of gaussian 3": {"SciPy": lambda: ndi.gaussian_laplace(f32, 3), "OpenCV": lambda: cv2.Laplacian(gaussian_cv2(3), -1)},
        "gabor 0.1": {"scikit-image": lambda: filters.gabor(small32, 0.1), "OpenCV": lambda: cv2.filter2D(small32, -1, gabor_real)},
        "unsharp mask": {"scikit-image": lambda: filters.unsharp_mask(f32, 2, 1, preserve_range=True), "OpenCV": unsharp_cv2},
        "sato": {"scikit-image": lambda: filters.sato(f32, (1, 2, 3), black_ridges=False)},
        "frangi": {"scikit-image": lambda: filters.frangi(f32, (1, 2, 3), black_ridges=False)},
        "structure tensor": {"scikit-image": lambda: feature.structure_tensor_eigenvalues(feature.structure_tensor(f32, 2)),
                             "OpenCV": lambda: cv2.cornerMinEigenVal(f32, 9)},
        "entropy disk 5": {"scikit-image": lambda: filters.rank.entropy(small, morphology.disk(5))},
        "bilateral 5": {"OpenCV": lambda: cv2.bilateralFilter(f32, 5, 500, 1)},
        "total variation": {"scikit-image": lambda: restoration.denoise_tv_chambolle(f32, 200, eps=0, max_num_iter=30)},
        "non-local means": {"scikit-image": lambda: restoration.denoise_nl_means(small32, 5, 4, 200)},
        "richardson-lucy 10": {"scikit-image": lambda: restoration.richardson_lucy(f32, bell / bell.sum(), 10, clip=False), "OpenCV, NumPy": richardson_lucy_cv2},
        "rolling ball 25": {"scikit-image": lambda: restoration.rolling_ball(f32, radius=25, workers=2)},
        "area opening 64": {"scikit-image": lambda: morphology.area_opening(small, 64)},
        "resize to 1000": {"OpenCV": lambda: cv2.resize(image, (1000, 1000), interpolation=cv2.INTER_LINEAR), "SciPy": lambda: ndi.zoom(image, 1000 / 2048, order=1)},
        "rotate 30": {"OpenCV": lambda: cv2.warpAffine(image, turn, (2048, 2048)), "SciPy": lambda: ndi.rotate(image, 30, reshape=False, order=1)},
        "threshold li": {"scikit-image": lambda: image > filters.threshold_li(image)},
        "threshold local 51": {"scikit-image": lambda: f64 > filters.threshold_local(f64, 51), "OpenCV": lambda: f32 > cv2.GaussianBlur(f32, (51, 51), 25 / 3)},
        "threshold niblack 25": {"scikit-image": lambda: image > filters.threshold_niblack(image, 25), "OpenCV, NumPy": niblack_cv2},
        "hysteresis": {"scikit-image": lambda: filters.apply_hysteresis_threshold(image, 2500, 6000)},
        "equalize histogram": {"scikit-image": lambda: exposure.equalize_hist(image)},
        "gamma 0.5": {"scikit-image": lambda: exposure.adjust_gamma(image, 0.5), "NumPy table": table_cv2},
        "fill holes": {"SciPy": lambda: ndi.binary_fill_holes(mask)},
        "remove small objects": {"scikit-image": lambda: morphology.remove_small_objects(mask.astype(bool), max_size=63)},
        "skeletonize": {"scikit-image": lambda: morphology.skeletonize(mask)},
        "separate touching objects": {"scikit-image": separate_skimage},
        "expand labels 5": {"scikit-image": lambda: segmentation.expand_labels(labels, 5)},
        "find boundaries": {"scikit-image": lambda: segmentation.find_boundaries(labels)},
        "clear border": {"scikit-image": lambda: segmentation.clear_border(labels)},
        "h-maxima": {"scikit-image": lambda: morphology.h_maxima(image, 500)},
    }


def main():
    cv2.setNumThreads(int(sys.argv[2]))
    table = operations(*images(pathlib.Path(sys.argv[1])))
    versions = {"NumPy": np.__version__, "SciPy": scipy.__version__, "scikit-image": skimage.__version__, "OpenCV": cv2.__version__}
    print(json.dumps(dict(versions=versions, engines={name: list(engines) for name, engines in table.items()})), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        run = table[request["operation"]][request["engine"]]
        times = []
        for _ in range(request["times"]):
            start = time.perf_counter()
            run()
            times.append((time.perf_counter() - start) * 1e3)
        print(json.dumps({"ms": times}), flush=True)


if __name__ == "__main__":
    main()
