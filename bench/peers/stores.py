"""Answers questions, one line of JSON each: how long tensorstore and zarr-python take to write and read sites of a well.

A site is an array of 1 x 3 x 5 planes of 2048 x 2048 uint16. Whole sites are written and read at once, which lets both use all
processors. Usage: python stores.py FOLDER. The first line names versions; FOLDER/plane.u16 then holds the pixels of all planes.
"""

import json
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import tensorstore
import zarr
from zarr.codecs import BloscCodec, GzipCodec, ZstdCodec

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
SIZE, DEPTH, CHANNELS = 2048, 5, 3
generator = np.random.default_rng(1)
y, x = np.mgrid[:SIZE, :SIZE]
PLANE = (500 + 300 * np.sin(x / 50) * np.cos(y / 70) + generator.normal(0, 15, (SIZE, SIZE))).astype(np.uint16)
PLANE.tofile(folder / "plane.u16")
SHAPE = (1, CHANNELS, DEPTH, SIZE, SIZE)
SITE = np.broadcast_to(PLANE, SHAPE).copy()

LAYOUTS = {  # what a file holds, and the chunks inside if it is a shard
    "plane shards of 256²": ((1, 1, 1, SIZE, SIZE), (1, 1, 1, 256, 256)),
    "a chunk per plane": ((1, 1, 1, SIZE, SIZE), None),
    "a chunk per site": (SHAPE, None),
    "chunks of 256²": ((1, 1, 1, 256, 256), None),
    "chunks of 64²": ((1, 1, 1, 64, 64), None),
}
LITTLE = {"name": "bytes", "configuration": {"endian": "little"}}
CODECS = {
    "none": (None, []),
    "blosc lz4": (
        BloscCodec(cname="lz4", clevel=1, shuffle="shuffle", typesize=2),
        [{"name": "blosc", "configuration": {"cname": "lz4", "clevel": 1, "shuffle": "shuffle", "typesize": 2, "blocksize": 0}}]),
    "blosc zstd": (
        BloscCodec(cname="zstd", clevel=1, shuffle="shuffle", typesize=2),
        [{"name": "blosc", "configuration": {"cname": "zstd", "clevel": 1, "shuffle": "shuffle", "typesize": 2, "blocksize": 0}}]),
    "zstd": (ZstdCodec(level=1), [{"name": "zstd", "configuration": {"level": 1}}]),
    "zlib": (GzipCodec(level=1), [{"name": "gzip", "configuration": {"level": 1}}]),
}


def with_tensorstore(path, create, layout, codec):
    file, inner = LAYOUTS[layout]
    packing = [LITTLE, *CODECS[codec][1]]
    if inner:
        packing = [{"name": "sharding_indexed", "configuration": {
            "chunk_shape": inner, "codecs": packing, "index_codecs": [LITTLE, {"name": "crc32c"}]}}]
    spec = {"driver": "zarr3", "kvstore": {"driver": "file", "path": str(path)}}
    if create:
        spec["metadata"] = {
            "shape": SHAPE, "data_type": "uint16", "codecs": packing,
            "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": file}}}
    return tensorstore.open(spec, create=create, open=not create).result()


def with_zarr(path, create, layout, codec):
    if not create:
        return zarr.open_array(path, mode="r")
    file, inner = LAYOUTS[layout]
    return zarr.create_array(
        path, shape=SHAPE, chunks=inner or file, shards=file if inner else None, dtype="uint16", compressors=CODECS[codec][0], zarr_format=3)


OPEN = {"tensorstore": with_tensorstore, "zarr-python": with_zarr}


def write(engine, sites, layout, codec):
    for site in range(sites):
        array = OPEN[engine](folder / engine / str(site), True, layout, codec)
        if engine == "tensorstore":
            array.write(SITE).result()
        else:
            array[:] = SITE


def read(engine, sites, layout, codec):
    for site in range(sites):
        array = OPEN[engine](folder / engine / str(site), False, layout, codec)
        pixels = array.read().result() if engine == "tensorstore" else array[:]
        assert pixels[0, 2, 4, -1, -1] == PLANE[-1, -1]


def tile(engine, sites, layout, codec):
    array = OPEN[engine](folder / engine / "0", False, layout, codec)
    part = array[0, 1, 2, 512:768, 1024:1280]
    pixels = part.read().result() if engine == "tensorstore" else part
    assert pixels[0, 0] == PLANE[512, 1024]


TASKS = {"write": write, "read": read, "tile": tile}
print(json.dumps({"tensorstore": "0.1.86", "zarr": zarr.__version__}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    if question["task"] == "write":
        shutil.rmtree(folder / question["engine"], ignore_errors=True)
    start = time.perf_counter()
    TASKS[question["task"]](question["engine"], question["sites"], question["layout"], question["codec"])
    print(json.dumps({"ms": (time.perf_counter() - start) * 1000}), flush=True)
