"""
The verifier, frozen: a change of what it checks raises VERSION and means a new catalogue.

For each function, with the kind, contract and output dtype that the catalogue declares, on two sizes and two images each:
`callable` (an image of the contracted shape and dtype, finite, the input untouched), `nonTrivial` (not constant, not the
input, and some parameter has an effect), `deterministic` (the same bytes in another process; see catalogue.py).
"""

import hashlib

import numpy as np

import libraries
import planes
import probes
from propose import examples

VERSION = 1


def verify(entry):
    """`{callable, nonTrivial, digest, inert, why}`: flags, a digest of all results, parameters without effect, and what failed."""
    digest = hashlib.sha256()
    values = examples(entry)
    trivial = True
    try:
        for seed, size in enumerate(probes.SIZES, start=11):
            for shift in (0, 100):
                stack = probes.of_kind(entry["kind"], size, seed + shift)
                for image in _images(entry, stack):
                    result = _checked(entry, image, values)
                    digest.update(result.tobytes())
                    trivial = trivial and (result.min() == result.max() or np.array_equal(result, image))
    except Exception as error:  # noqa: BLE001 - the reason goes into the report
        return {"callable": False, "nonTrivial": False, "digest": None, "inert": [], "why": f"{type(error).__name__}: {error}"[:200]}
    inert = [name for name in entry["parameters"] if not _has_effect(entry, values, name)]
    reacts = not entry["parameters"] or len(inert) < len(entry["parameters"])
    return {"callable": True, "nonTrivial": reacts and not trivial, "digest": digest.hexdigest()[:16], "inert": inert, "why": None}


def _images(entry, stack):
    """What one call gets: planes, the stack, or for FLEXIBLE both."""
    return {"PURE_2D": [stack[2]], "FLEXIBLE": [stack[2], stack]}.get(entry["contract"], [stack])


def _checked(entry, image, values):
    given = planes.as_input(image, entry["kind"])
    before = given.copy()
    wanted = image.dtype.name if entry["output"] == "same" else entry["output"]
    result = planes.as_output(libraries.call(entry, given, values), wanted)
    shape = image.shape[1:] if entry["contract"] == "VOLUMETRIC_TO_SLICE" else image.shape
    if result.shape != shape:
        raise planes.Unsupported(f"{image.shape} gives {result.shape}")
    if not np.isfinite(result).all():
        raise planes.Unsupported("the result is not finite")
    if not np.array_equal(before, given):
        raise planes.Unsupported("the input was changed")
    if np.shares_memory(result, given):
        raise planes.Unsupported("the result is the input's memory")
    return result


def _has_effect(entry, values, name):
    image = _images(entry, probes.of_kind(entry["kind"], probes.SIZES[0], 5))[0]
    plain = _checked(entry, image, values)
    for other in _others(entry["parameters"][name], values.get(name)):
        try:
            if not np.array_equal(plain, _checked(entry, image, {**values, name: other})):
                return True
        except Exception:  # noqa: BLE001 - a value may be out of range; the next one need not be
            continue
    return False


def _others(parameter, given):
    value = parameter["default"] if given is None else given
    if parameter["kind"] == "boolean":
        return [not value]
    if parameter["kind"] == "choice":
        return [one for one in parameter["choices"] if one != value]
    steps = [1, 3] if value is None else [value + 1, value + 4, value - 1, value * 2, value / 2]
    return [int(one) if parameter["kind"] == "integer" else float(one) for one in steps if one != value]
