"""Opens the stores on standard input (JSON) with other readers; prints what each finds wrong."""

import json
import sys

import numpy as np
import ome_zarr_models.v05
import tensorstore
import yaozarrs
import zarr

i = np.arange(300 * 530).reshape(300, 530)


def expected(w, site, c, z):
    return (i * 7 + w * 10007 + site * 331 + c * 17 + z) % 65536


def with_tensorstore(path):
    driver = "zarr3" if zarr.open_array(path, mode="r").metadata.zarr_format == 3 else "zarr"
    return tensorstore.open({"driver": driver, "kvstore": {"driver": "file", "path": path}}).result()


answers = []
for root in json.load(sys.stdin):
    wrong = []
    try:
        yaozarrs.validate_zarr_store(root)
        group = zarr.open_group(root, mode="r")
        if group.metadata.zarr_format == 3:  # for NGFF 0.4 the package fails with its own dependencies
            plate = ome_zarr_models.v05.HCS.from_zarr(group)
            ome_zarr_models.v05.Image.from_zarr(group["B/03/0"])
            if len(plate.attributes.ome.plate.wells) != 2:
                wrong.append("ome-zarr-models sees other wells")
        for w, well in enumerate(["B/03", "AA/10"]):
            for f, site in enumerate([2, 5]):
                path = f"{root}/{well}/{f}/0"
                images = {"zarr-python": zarr.open_array(path, mode="r")[:], "tensorstore": with_tensorstore(path).read().result()}
                half = with_tensorstore(f"{root}/{well}/{f}/1").read().result()
                for c in range(2):
                    for z in range(3):
                        plane = expected(w, site, c, z)
                        wrong += [f"{name} {path} {c} {z}" for name, image in images.items() if not np.array_equal(image[0, c, z], plane)]
                        mean = (plane.reshape(150, 2, 265, 2).sum(axis=(1, 3)) + 2) // 4
                        if not np.array_equal(half[0, c, z], mean):
                            wrong.append(f"half {path} {c} {z}")
    except Exception as error:  # whatever a reader says
        wrong.append(f"{type(error).__name__}: {error}")
    answers.append(wrong)
print(json.dumps(answers))
