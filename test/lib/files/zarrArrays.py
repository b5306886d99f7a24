"""Writes OME-Zarr images of every packing with zarr-python below the folder on standard input; prints path, type and checksums of all planes."""

import hashlib
import itertools
import json
import sys

import numcodecs
import numpy as np
import zarr
from zarr.codecs import BloscCodec, BytesCodec, Crc32cCodec, GzipCodec, ShardingCodec, TransposeCodec, ZstdCodec

root = sys.stdin.read()
answers = []


def pixels(shape, dtype, axes):
    y, x = axes.index("y"), axes.index("x")
    index = np.indices(shape)
    values = index[y] * 3 + index[x] * 7 + (index[y] // 9 * index[x] // 5) % 11
    for i, axis in enumerate(axes):
        if axis not in "yx":
            values = values + index[i] * 1009
    return (values % np.iinfo(dtype).max).astype(dtype) if np.issubdtype(dtype, np.integer) else (values / 8).astype(dtype)


def finish(name, version, array, data, axes, written=None):
    entry = {
        "axes": [{"name": a, "type": {"t": "time", "c": "channel"}.get(a, "space")} for a in axes],
        "datasets": [{"path": "full", "coordinateTransformations": [{"type": "scale", "scale": [1] * len(axes)}]}],
    }
    group = zarr.open_group(f"{root}/{name}", mode="a", zarr_format=version)
    group.attrs.update({"multiscales": [entry]} if version == 2 else {"ome": {"version": "0.5", "multiscales": [entry]}})
    array[...] = data
    y, x = axes.index("y"), axes.index("x")
    others = [range(n) for i, n in enumerate(data.shape) if i not in (y, x)]
    planes = []
    for place in itertools.product(*others):
        rest = iter(place)
        plane = data[tuple(slice(None) if i in (y, x) else next(rest) for i in range(data.ndim))]
        plane = plane if y < x else plane.T
        native = plane.astype(plane.dtype.newbyteorder("<"))
        planes.append(hashlib.sha256(native.tobytes()).hexdigest())
    answers.append([name, str(np.dtype(data.dtype.type)), [data.shape[y], data.shape[x]], planes])


def version2(name, compressor, shape=(2, 3, 45, 61), chunks=(1, 3, 32, 32), dtype="<u2", axes="czyx", **options):
    data = pixels(shape, np.dtype(dtype).newbyteorder("="), axes).astype(dtype)
    array = zarr.create_array(
        f"{root}/{name}/full", shape=shape, chunks=chunks, dtype=dtype, compressors=compressor, zarr_format=2, filters=None,
        overwrite=True, **options)
    finish(name, 2, array, data, axes)


def version3(name, compressors, shape=(2, 3, 45, 61), chunks=(1, 3, 32, 32), dtype="uint16", axes="czyx", **options):
    data = pixels(shape, np.dtype(dtype), axes)
    array = zarr.create_array(
        f"{root}/{name}/full", shape=shape, chunks=chunks, dtype=dtype, compressors=compressors, zarr_format=3, overwrite=True, **options)
    finish(name, 3, array, data, axes)


for shuffle, cname in itertools.product((0, 1, 2), ("lz4", "lz4hc", "zstd", "zlib")):
    version2(f"v2-blosc-{cname}-{shuffle}", numcodecs.Blosc(cname=cname, clevel=5, shuffle=shuffle))
    version3(f"v3-blosc-{cname}-{shuffle}", BloscCodec(cname=cname, clevel=3, shuffle=["noshuffle", "shuffle", "bitshuffle"][shuffle]))
for kind, codec in {"zstd": numcodecs.Zstd(3), "gzip": numcodecs.GZip(1), "zlib": numcodecs.Zlib(1), "lz4": numcodecs.LZ4(), "raw": None}.items():
    version2(f"v2-{kind}", codec)
version3("v3-zstd", ZstdCodec(level=1))
version3("v3-zstd-checksum", ZstdCodec(level=1, checksum=True))
version3("v3-gzip", GzipCodec(level=1))
version3("v3-raw", None)
version3("v3-crc", [ZstdCodec(level=1), Crc32cCodec()])
for dtype in ("uint8", "uint32", "int32", "float32"):
    version3(f"v3-{dtype}", BloscCodec(cname="lz4", shuffle="shuffle"), dtype=dtype)
version2("v2-big", numcodecs.Blosc(), dtype=">u2")
version2("v2-bigFloat", None, dtype=">f4")
version2("v2-fortran", numcodecs.Zstd(1), order="F")
version2("v2-slash", numcodecs.Zstd(1), chunk_key_encoding={"name": "v2", "separator": "/"})
version3("v3-big", None, serializer=BytesCodec(endian="big"))
version3("v3-transposed", ZstdCodec(), filters=[TransposeCodec(order=(3, 1, 0, 2))])
version3("v3-axes", ZstdCodec(), shape=(45, 3, 61, 2), chunks=(20, 2, 61, 1), axes="yzxc")
version3("v3-xy", ZstdCodec(), shape=(61, 45), chunks=(32, 32), axes="xy")
version3("v3-sharded", BloscCodec(cname="lz4"), chunks=(1, 1, 16, 16), shards=(1, 3, 32, 64))
for place in ("start", "end"):
    version3(
        f"v3-shardIndex-{place}", None, shards=None,
        serializer=ShardingCodec(
            chunk_shape=(1, 1, 16, 16), codecs=[BytesCodec(), ZstdCodec()], index_codecs=[BytesCodec(), Crc32cCodec()], index_location=place))

name, axes = "v3-fill", "yx"
array = zarr.create_array(f"{root}/{name}/full", shape=(45, 61), chunks=(16, 16), shards=(32, 32), dtype="uint16", fill_value=77, zarr_format=3, config={"write_empty_chunks": False})
data = np.full((45, 61), 77, np.uint16)
data[0, 0] = 5
data[40, 60] = 6
finish(name, 3, array, data, axes)
print(json.dumps(answers))
