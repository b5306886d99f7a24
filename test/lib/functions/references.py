"""Makes test/fixtures/kernels: real pixels and what NumPy, SciPy and scikit-image compute from them.

usage: python test/lib/functions/references.py PLATE     PLATE: the faim plate 9987_3433 (README of the plates folder)

The pixels are rows 40-109 and columns 7-307 of the two fields of well B02, channel 1, side by side, z steps 1 to 3 (BSD-3,
Friedrich Miescher Institute). Arrays are gzipped .npy; numbers are in references.json.
"""
import gzip
import io
import json
import pathlib
import sys

import numpy as np
import scipy
import skimage
import tifffile
from scipy import ndimage as ndi
from skimage import filters, measure, morphology

target = pathlib.Path(__file__).parents[2] / "fixtures" / "kernels"


def save(name, array):
    buffer = io.BytesIO()
    np.save(buffer, array)
    (target / f"{name}.npy.gz").write_bytes(gzip.compress(buffer.getvalue(), 9, mtime=0))


def square(radius):
    return np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)


def nearest(image):
    return np.floor(image + 0.5)


def rescaled(image, low, high, bottom, top):
    clipped = np.clip(image.astype(np.float64), low, high)
    return ((clipped - low) * (top - bottom) / (high - low) + bottom).astype(np.uint16)


def regions(mask, image, connectivity):
    table = measure.regionprops_table(
        measure.label(mask, connectivity=connectivity), image, properties=("area", "centroid", "intensity_mean", "bbox"))
    columns = ["area", "centroid-0", "centroid-1", "intensity_mean", "bbox-0", "bbox-1", "bbox-2", "bbox-3"]
    return [[float(value) for value in row] for row in zip(*(table[column] for column in columns))]


def edge_cases(image):
    """Shapes that leave most of a vector, a strip or a window empty."""
    cases = []
    for height, width in [(1, 1), (1, 2), (1, 5), (5, 1), (2, 3), (3, 67), (67, 3), (33, 1), (1, 129), (16, 16)]:
        pixels = image[:height, :width] if height <= image.shape[0] else image.T[:height, :width]
        pixels = np.ascontiguousarray(pixels)
        for name, values in (("real", pixels), ("even", np.full_like(pixels, 700)), ("saturated", np.full_like(pixels, 65535))):
            mask = values > np.median(values)
            cases.append(dict(
                name=f"{height} x {width} {name}", height=height, width=width, image=values.ravel().tolist(),
                gaussian=nearest(ndi.gaussian_filter(values.astype(np.float64), 2.5)).ravel().tolist(),
                square=morphology.white_tophat(values, square(4)).ravel().tolist(),
                disk=morphology.white_tophat(values, morphology.disk(4)).ravel().tolist(),
                otsu=float(filters.threshold_otsu(values)),
                mask=mask.astype(int).ravel().tolist(),
                labels=measure.label(mask, connectivity=2).ravel().tolist(),
                percentiles=np.percentile(values, [0, 1, 37.5, 99, 100]).tolist()))
    return cases


def main():
    target.mkdir(parents=True, exist_ok=True)
    plate = pathlib.Path(sys.argv[1])
    planes = []
    for z in (1, 2, 3):
        fields = [tifffile.imread(plate / "TimePoint_1" / f"ZStep_{z}" / f"9987_B02_s{s}_w1.TIF") for s in (1, 2)]
        planes.append(np.ascontiguousarray(np.hstack(fields)[40:110, 7:308]))
        save(f"plane{z}", planes[-1])
    stack = np.stack(planes)
    image = planes[1]
    small = np.clip(image // 8, 0, 255).astype(np.uint8)
    real = (image / 3).astype(np.float32)

    for method in ("max", "min", "mean"):
        save(f"project-{method}", getattr(np, method)(stack, axis=0).astype(np.uint16))
    save("project-sum", np.minimum(stack.sum(axis=0, dtype=np.int64), 65535).astype(np.uint16))
    for sigma in (1, 2, 10, 30):
        save(f"gaussian-{sigma}", nearest(ndi.gaussian_filter(image.astype(np.float64), sigma)).astype(np.uint16))
    save("gaussian-2-uint8", nearest(ndi.gaussian_filter(small.astype(np.float64), 2)).astype(np.uint8))
    save("gaussian-2-float32", ndi.gaussian_filter(real.astype(np.float64), 2).astype(np.float32))
    for radius in (1, 7, 15, 50):
        save(f"square-{radius}", morphology.white_tophat(image, square(radius)))
        save(f"disk-{radius}", morphology.white_tophat(image, morphology.disk(radius)))
    save("square-7-uint8", morphology.white_tophat(small, square(7)))
    save("disk-7-uint8", morphology.white_tophat(small, morphology.disk(7)))
    save("square-7-float32", ndi.white_tophat(real, footprint=square(7)))
    save("disk-7-float32", ndi.white_tophat(real, footprint=morphology.disk(7)))
    low, high = np.percentile(image, [1, 99])
    save("rescale", rescaled(image, low, high, 0, 65535))
    save("rescale-uint8", rescaled(small, 3.25, 90.5, 100, 255))

    smooth = np.zeros_like(image)
    smooth[:] = nearest(ndi.gaussian_filter(image.astype(np.float64), 2))
    cells = smooth > filters.threshold_otsu(smooth)
    noisy = image > np.median(image)
    for name, mask in (("cells", cells), ("noisy", noisy)):
        save(f"mask-{name}", mask.astype(np.uint8))
        for neighbours, connectivity in ((4, 1), (8, 2)):
            save(f"labels-{name}-{neighbours}", measure.label(mask, connectivity=connectivity).astype(np.int32))

    percents = [0, 0.1, 1, 12.5, 50, 99, 99.8, 100]
    numbers = dict(
        versions=dict(numpy=np.__version__, scipy=scipy.__version__, skimage=skimage.__version__),
        percents=percents,
        percentiles=dict(plane=np.percentile(image, percents).tolist(), stack=np.percentile(stack, percents).tolist(),
                         uint8=np.percentile(small, percents).tolist(),
                         float32=np.percentile(real.astype(np.float64), percents).tolist()),
        otsu=dict(uint16=float(filters.threshold_otsu(image)), uint8=float(filters.threshold_otsu(small)),
                  smooth=float(filters.threshold_otsu(smooth))),
        regions={f"{name}-{neighbours}": regions(mask, image, connectivity)
                 for name, mask in (("cells", cells), ("noisy", noisy)) for neighbours, connectivity in ((4, 1), (8, 2))},
        edges=edge_cases(image))
    (target / "references.json").write_text(json.dumps(numbers) + "\n")


if __name__ == "__main__":
    main()
