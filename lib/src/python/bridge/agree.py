"""
`python agree.py CATALOGUE`: compares functions of one family across libraries, and merges aliases within one.

Two functions belong to a family when their names say so (FAMILY below). They agree when, with the parameters that each
declares (the same examples where a value must be given), their results on two images are equal within TOLERANCE of the
result's range, MARGIN pixels from the border: libraries continue images differently. Agreement is written as
`id (tolerance)`; without it, an entry says null: unreferenced. Within a library, functions of one family whose digests are
equal are one function with several names: the first keeps the others as `aliases`.
"""

import itertools
import json
import re
import sys
from pathlib import Path

import numpy as np

import libraries
import planes
import probes
from catalogue import Child, write
from propose import examples

TOLERANCE = 1e-3
MARGIN = 12

SYNONYMS = {
    "gauss": "gaussian", "smoothinggaussian": "gaussian", "discretegaussian": "gaussian", "medianfilter": "median",
    "greydilation": "dilation", "grayscaledilate": "dilation", "dilate": "dilation", "greyerosion": "erosion",
    "grayscaleerode": "erosion", "erode": "erosion", "greyopening": "opening", "grayscaleopening": "opening", "open": "opening",
    "greyclosing": "closing", "grayscaleclosing": "closing", "close": "closing", "maximumfilter": "dilation",
    "minimumfilter": "erosion", "maximum": "dilation", "minimum": "erosion", "sobelgradient": "sobel",
    "uniformfilter": "uniform", "mean": "uniform", "meanfilter": "uniform", "boxmean": "uniform", "gaussianlaplace": "log",
    "laplacianofgaussian": "log", "laplacianrecursivegaussian": "log", "distancetransformedt": "distance",
    "euclideandistancetransform": "distance", "signedmaurerdistancemap": "distance", "binaryfillholes": "fillholes",
    "fillhole": "fillholes", "label": "label", "connectedcomponent": "label", "whitetophat": "tophat", "tophat": "tophat",
    "blacktophat": "blacktophat", "bottomhat": "blacktophat", "invert": "invert", "invertintensity": "invert",
    "not": "invert", "cwatershed": "watershed", "binarydilate": "binarydilation", "binaryerode": "binaryerosion",
    "gradientmagnitude": "gradient", "gaussiangradientmagnitude": "gradient", "morphologicalgradient": "morphgradient",
    "regionalmaxima": "localmaxima", "regmax": "localmaxima", "regionalminima": "localminima", "regmin": "localminima",
    "otsuthreshold": "otsu", "closeholes": "closeholes", "skeletonize": "skeleton", "binarythinning": "skeleton", "thin": "skeleton",
}


def family(entry):
    """The family of a function, from its name."""
    plain = re.sub(r"[^a-z]", "", entry["name"].lower())
    for ending in ("", "filter", "image"):
        cut = plain.removesuffix(ending) if ending else plain
        if cut in SYNONYMS:
            return SYNONYMS[cut]
    return plain.removesuffix("filter") or plain


def results(entry):
    """The results on two planes, without their borders."""
    found = []
    for seed in (31, 32):
        stack = probes.of_kind(entry["kind"], (3, 96, 80), seed)
        image = planes.as_input(stack[1] if entry["contract"] in ("PURE_2D", "FLEXIBLE") else stack, entry["kind"])
        result = planes.as_output(libraries.call(entry, image, examples(entry))).astype(np.float64)
        found.append(result[..., MARGIN:-MARGIN, MARGIN:-MARGIN])
    return found


def main(path):
    catalogue = json.loads(Path(path).read_text())
    families = {}
    for entry in catalogue["functions"]:
        entry["agreed"] = None
        families.setdefault((family(entry), entry["kind"], entry["contract"] == "PURE_3D"), []).append(entry)
    child = Child("compare")
    for members in families.values():
        for one, other in itertools.combinations(members, 2):
            if one["module"].split(".")[0] == other["module"].split(".")[0]:
                continue
            if child.ask([one, other]).get("equal"):
                one["agreed"] = one["agreed"] or f"{other['id']} ({TOLERANCE})"
                other["agreed"] = other["agreed"] or f"{one['id']} ({TOLERANCE})"
    child.stop()
    merge_aliases(catalogue["functions"])
    write(Path(path), catalogue)
    print(sum(one["agreed"] is not None for one in catalogue["functions"]), "agree with another library", file=sys.stderr)


def merge_aliases(entries):
    """Gives later names of the same function to the first; removes nothing."""
    first = {}
    for entry in entries:
        key = (entry["module"].split(".")[0], family(entry), entry["kind"], entry["digest"])
        if first.setdefault(key, entry) is not entry:
            entry["aliasOf"] = first[key]["id"]


if __name__ == "__main__":
    main(sys.argv[1])
