"""The images that functions are compared on: real pixels, noise over the whole range of each dtype, and shapes that are nearly nothing."""
import gzip
import io
import pathlib

import numpy as np
from scipy import ndimage as ndi

fixtures = pathlib.Path(__file__).parents[3] / "fixtures" / "kernels"


def load(name):
    return np.load(io.BytesIO(gzip.decompress((fixtures / f"{name}.npy.gz").read_bytes())))


def blobs(height, width, count, seed, sigma=(2.0, 4.0)):
    """Gaussian spots of known places on a flat background, with noise."""
    rng = np.random.default_rng(seed)
    yy, xx = np.mgrid[0:height, 0:width]
    field = np.full((height, width), 300.0)
    for _ in range(count):
        y, x, s = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(*sigma)
        field += 4000 * np.exp(-((yy - y) ** 2 + (xx - x) ** 2) / (2 * s * s))
    return np.clip(field + rng.normal(0, 30, field.shape), 0, 65535).astype(np.uint16)


def fibres(height, width, count, seed):
    """Bright curved lines on a noisy background."""
    rng = np.random.default_rng(seed)
    drawn = np.zeros((height, width))
    for _ in range(count):
        t = np.linspace(0, 1, 2000)
        x = rng.uniform(0, width) + t * rng.uniform(-width, width)
        y = rng.uniform(0, height) + t * rng.uniform(-height, height) + 9 * np.sin(t * rng.uniform(3, 9))
        inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        drawn[y[inside].astype(int), x[inside].astype(int)] = 1
    return np.clip(300 + 6000 * ndi.gaussian_filter(drawn, 1.2) + rng.normal(0, 25, drawn.shape), 0, 65535).astype(np.uint16)


def tiles(rows, columns, size, step, seed, jitter=3):
    """Tiles of one image at nearly regular places, with noise of their own; and those places (x, y), the least 0."""
    rng = np.random.default_rng(seed)
    whole = blobs(rows * size, columns * size, 12 * rows * columns, seed).astype(float)
    places = [(10 + r * step + rng.integers(-jitter, jitter + 1), 10 + c * step + rng.integers(-jitter, jitter + 1)) for r in range(rows) for c in range(columns)]
    stack = [np.clip(whole[y : y + size, x : x + size] + rng.normal(0, 40, (size, size)), 0, 65535).astype(np.uint16) for y, x in places]
    y0, x0 = min(y for y, _ in places), min(x for _, x in places)
    return np.stack(stack), [[x - x0, y - y0] for y, x in places]


def make():
    rng = np.random.default_rng(7)
    stack = np.stack([load(f"plane{z}") for z in (1, 2, 3)])
    image = stack[1]
    spots = blobs(90, 110, 25, 3)
    mask = (ndi.gaussian_filter(spots.astype(float), 1) > 900).astype(np.uint8)
    noisy = (rng.random((61, 83)) < 0.45).astype(np.uint8)
    return {
        "real16": image,
        "real8": np.clip(image // 8, 0, 255).astype(np.uint8),
        "realf": (image / 3).astype(np.float32),
        "reals": stack[:, :, :90].copy(),
        "spots": spots,
        "noise8": rng.integers(0, 256, (37, 53)).astype(np.uint8),
        "noise16": rng.integers(0, 65536, (41, 67)).astype(np.uint16),
        "noisei": rng.integers(-100000, 100000, (23, 35)).astype(np.int32),
        "noisef": rng.normal(0, 100, (33, 47)).astype(np.float32),
        "noises": rng.integers(0, 65536, (7, 19, 21)).astype(np.uint16),
        "one": np.array([[1234]], np.uint16),
        "row": np.array([[5, 900, 20, 65535, 0, 7]], np.uint16),
        "column": np.array([[5], [900], [20], [65535], [0]], np.uint16),
        "even": np.full((9, 8), 700, np.uint16),
        "saturated": np.full((8, 17), 65535, np.uint16),
        "mask": mask,
        "noisymask": noisy,
        "emptymask": np.zeros((12, 15), np.uint8),
        "fullmask": np.ones((7, 9), np.uint8),
        "labels": ndi.label(mask, np.ones((3, 3)))[0].astype(np.int32),
        "noisylabels": ndi.label(noisy)[0].astype(np.int32),
        "emptylabels": np.zeros((12, 15), np.int32),
        "masks": (ndi.gaussian_filter(rng.random((9, 25, 31)), 1.2) > 0.5).astype(np.uint8),
        "labelledspots": np.stack([spots, ndi.label(mask, np.ones((3, 3)))[0].astype(np.uint16)]),
        "fibres": fibres(100, 140, 9, 5),
        "tiles": tiles(2, 3, 96, 76, 11)[0],
        "twochannels": np.stack([spots, blobs(90, 110, 25, 4)]),
    }


# Groups of images by name.
edges = ["one", "row", "column", "even", "saturated"]
grey = ["real16", "real8", "realf", "noise8", "noise16", *edges]
signed = ["noisef", "noisei"]
binary = ["mask", "noisymask", "emptymask", "fullmask"]
labelled = ["labels", "noisylabels", "emptylabels"]
volumes = ["reals", "noises"]
