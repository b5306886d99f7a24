"""Computes all references with NumPy, SciPy, scikit-image and OpenCV.

usage: python test/lib/functions/reference FOLDER [--images]     writes pixels.bin and manifest.json: images, and for each row what is expected (with --images none)
"""
import importlib
import json
import pathlib
import sys
import warnings

import numpy as np

import case
import images

here = pathlib.Path(__file__).parent
families = sorted(path.stem for path in here.glob("*.py") if path.stem not in ("__main__", "case", "images"))


class Pixels:
    """Arrays behind each other in one file."""

    def __init__(self, path):
        self.file, self.at = path.open("wb"), 0

    def put(self, array):
        array = np.ascontiguousarray(array)
        if array.dtype == bool:
            array = array.astype(np.uint8)
        if array.dtype in (np.int64, np.float64):
            raise TypeError(f"an array of {array.dtype} is no plane")
        self.file.write(array.tobytes())
        self.file.write(b"\0" * (-array.nbytes % 8))
        place = dict(dtype=str(array.dtype), height=array.shape[0], width=array.shape[1], at=self.at)
        self.at += array.nbytes + -array.nbytes % 8
        return place


def planes(array):
    return [array] if array.ndim == 2 else list(array)


def plain(value):
    """Numbers as JSON has them; NaN and infinities as text."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(part) for part in value]
    if isinstance(value, (bool, str)) or value is None:
        return value
    number = float(value)
    return number if np.isfinite(number) else str(number)


def main():
    folder = pathlib.Path(sys.argv[1])
    pixels = Pixels(folder / "pixels.bin")
    pool = images.make()
    warnings.simplefilter("ignore")
    for family in [] if "--images" in sys.argv else families:
        importlib.import_module(family)
    rows = []
    for row in case.ROWS:
        for name in row.on:
            snake = {"".join("_" + c.lower() if c.isupper() else c for c in key): value for key, value in row.parameters.items()}
            try:
                found = row.expected(pool[name].copy(), **snake)
            except Exception as error:
                raise RuntimeError(f"{row.function} {row.parameters} on {name}") from error
            if not isinstance(found, dict):
                found = {"stack": planes(np.asarray(found))}
            rows.append(dict(
                function=row.function, parameters=row.parameters, image=name, absolute=row.absolute, relative=row.relative,
                outliers=row.outliers, given=plain(row.specials), stack=[pixels.put(plane) for plane in found["stack"]] if "stack" in found else None,
                tables=plain(found.get("tables", {})), specials=plain(found.get("specials", {}))))
    stored = {name: [pixels.put(plane) for plane in planes(array)] for name, array in pool.items()}
    (folder / "manifest.json").write_text(json.dumps(dict(images=stored, rows=rows)))


if __name__ == "__main__":
    main()
