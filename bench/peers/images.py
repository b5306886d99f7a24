"""Answers questions, one line of JSON each: how long tifffile takes for 2048 x 2048 uint16 images.

Usage: python images.py FOLDER. The first line names versions and the TIFF files that were made in FOLDER.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import tifffile

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
SIZE = 2048
generator = np.random.default_rng(1)
y, x = np.mgrid[:SIZE, :SIZE]
PLANE = (500 + 300 * np.sin(x / 50) * np.cos(y / 70) + generator.normal(0, 15, (SIZE, SIZE))).astype(np.uint16)

KINDS = {
    "none": {},
    "strips": {"rowsperstrip": 64},
    "big-endian": {"byteorder": ">"},
    "tiles": {"tile": (256, 256)},
    "lzw": {"compression": "lzw", "rowsperstrip": 64},
    "lzw-predictor": {"compression": "lzw", "predictor": True, "rowsperstrip": 64},
    "deflate": {"compression": "zlib", "rowsperstrip": 64},
    "packbits": {"compression": "packbits", "rowsperstrip": 64},
    "zstd": {"compression": "zstd", "rowsperstrip": 64},
    "bigtiff": {"bigtiff": True},
    "big-endian-lzw-predictor": {"byteorder": ">", "compression": "lzw", "predictor": True, "rowsperstrip": 64},
    "deflate-predictor": {"compression": "zlib", "predictor": True, "rowsperstrip": 64},
    "tiles-deflate": {"compression": "zlib", "tile": (256, 256)},
    "uint8-lzw": {"compression": "lzw", "rowsperstrip": 64, "dtype": "uint8"},
    "float32": {"dtype": "float32"},
    "float32-predictor": {"compression": "zlib", "predictor": True, "rowsperstrip": 64, "dtype": "float32"},
}
for name, options in KINDS.items():
    plane = PLANE.astype(options.pop("dtype", "uint16"))
    tifffile.imwrite(folder / f"{name}.tif", plane, photometric="minisblack", metadata=None, **options)


def timed(work):
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def tiff(name):
    took, image = timed(lambda: tifffile.imread(folder / f"{name}.tif"))
    return took, int(image.sum(dtype=np.float64))


WRITTEN = {
    "none": {}, "deflate": {"compression": "zlib"}, "bigtiff": {"bigtiff": True}, "imagej": {"imagej": True}, "ome": {"ome": True}}


def tiff_write(name):
    return timed(lambda: tifffile.imwrite(folder / "theirs.tif", PLANE, **WRITTEN[name]))[0], 0


def plain(name):
    took, data = timed(lambda: np.fromfile(folder / f"{name}.tif", np.uint8))
    return took, int(data.sum(dtype=np.int64))


TASKS = {"tiff": tiff, "tiffWrite": tiff_write, "plain": plain}
print(json.dumps({
    "versions": {"tifffile": tifffile.__version__}, "kinds": list(KINDS),
    "corner": int(PLANE[0, 0])}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    answers = [TASKS[question["task"]](question["name"]) for _ in range(question["times"])]
    print(json.dumps({"ms": [took for took, _ in answers], "sum": answers[-1][1]}), flush=True)
