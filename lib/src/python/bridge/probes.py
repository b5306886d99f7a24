"""Images that functions are tried on: no axis can pass for colour, none equals another, and objects are many."""

import numpy as np

SIZES = [(7, 48, 64), (9, 57, 43)]


def grey(size, seed):
    """Textured uint16: soft blobs, a gradient and noise."""
    random = np.random.default_rng(seed)
    z, y, x = np.indices(size)
    image = 300 + 4 * x + 2 * y + random.normal(0, 40, size)
    for _ in range(30):
        centre = [random.uniform(0, n) for n in size]
        far = (z - centre[0]) ** 2 + (y - centre[1]) ** 2 + (x - centre[2]) ** 2
        image += random.uniform(500, 3000) * np.exp(-far / 18)
    return np.clip(image, 0, 65535).astype(np.uint16)


def labels(size, seed):
    """int32: at least 20 touching and separate boxes of different sizes."""
    random = np.random.default_rng(seed)
    image = np.zeros(size, np.int32)
    for label in range(1, 41):
        low = [int(random.integers(0, n - 2)) for n in size]
        high = [a + int(random.integers(2, 9)) for a in low]
        image[low[0]:high[0], low[1]:high[1], low[2]:high[2]] = label
    return image


def of_kind(kind, size, seed):
    """The image of a kind of function, in the dtype that Titer would give."""
    if kind == "labels":
        return labels(size, seed)
    if kind == "binary":
        return (labels(size, seed) > 0).astype(np.uint8)
    if kind == "float":
        return (grey(size, seed) / np.float32(4096)).astype(np.float32)
    return grey(size, seed)
