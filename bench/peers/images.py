"""Answers questions, one line of JSON each: how long tifffile, tensorstore and zarr-python take for 2048 x 2048 uint16 images.

Usage: python images.py FOLDER. The first line names versions and the TIFF files that were made in FOLDER.
"""

import json
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import tensorstore
import tifffile
import zarr

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
SIZE, SITES, DEPTH, CHANNELS = 2048, 9, 5, 3
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


shape = (1, CHANNELS, DEPTH, SIZE, SIZE)
chunk, inner = (1, 1, 1, SIZE, SIZE), (1, 1, 1, 256, 256)


def tensorstore_array(path, create):
    codecs = [{"name": "sharding_indexed", "configuration": {
        "chunk_shape": inner, "codecs": [{"name": "bytes", "configuration": {"endian": "little"}}],
        "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}}, {"name": "crc32c"}]}}]
    spec = {"driver": "zarr3", "kvstore": {"driver": "file", "path": str(path)}}
    if create:
        spec["metadata"] = {
            "shape": shape, "data_type": "uint16", "codecs": codecs,
            "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": chunk}}}
    return tensorstore.open(spec, create=create, open=not create).result()


def zarr_array(path, create):
    if not create:
        return zarr.open_array(path, mode="r")
    return zarr.create_array(path, shape=shape, chunks=inner, shards=chunk, dtype="uint16", compressors=None, zarr_format=3)


OPEN = {"tensorstore": tensorstore_array, "zarr-python": zarr_array}


def write(engine):
    root = folder / engine
    shutil.rmtree(root, ignore_errors=True)

    def work():
        for site in range(SITES):
            array = OPEN[engine](root / str(site), True)
            for c in range(CHANNELS):
                for z in range(DEPTH):
                    if engine == "tensorstore":
                        array[0, c, z].write(PLANE).result()
                    else:
                        array[0, c, z] = PLANE

    return timed(work)[0], 0


def read(engine):
    def work():
        total = 0
        for site in range(SITES):
            array = OPEN[engine](folder / engine / str(site), False)
            for c in range(CHANNELS):
                for z in range(DEPTH):
                    plane = array[0, c, z].read().result() if engine == "tensorstore" else array[0, c, z]
                    total += int(plane[0, 0])
        return total

    return timed(work)


TASKS = {"tiff": tiff, "tiffWrite": tiff_write, "plain": plain, "write": write, "read": read}
print(json.dumps({
    "versions": {"tifffile": tifffile.__version__, "zarr": zarr.__version__}, "kinds": list(KINDS),
    "corner": int(PLANE[0, 0])}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    answers = [TASKS[question["task"]](question["name"]) for _ in range(question["times"])]
    print(json.dumps({"ms": [took for took, _ in answers], "sum": answers[-1][1]}), flush=True)
