"""What a function seems to be, by trying it: a proposal for the catalogue, which `verify.py` then checks with other images."""

import numpy as np

import libraries
import planes
import probes

EXAMPLES = {"sigma": 1.5, "size": 3, "radius": 2, "footprintRadius": 2, "order": 1}


def examples(entry):
    """Values for what must be given."""
    return {
        name: _example(name, parameter) for name, parameter in entry["parameters"].items() if parameter.get("required")
    }


def _example(name, parameter):
    if parameter["kind"] == "choice":
        return parameter["choices"][0]
    if parameter["kind"] == "boolean":
        return True
    value = EXAMPLES.get(name, 2)
    return int(value) if parameter["kind"] == "integer" else value


def kinds_of(entry):
    """Which images it may want, by its name and that of its first parameter; without a hint all kinds in turn."""
    words = f"{entry['name']} {entry.get('image') or ''}".lower()
    if "label" in words and not words.startswith("label"):
        return ["labels", "binary"]
    if any(word in words for word in ("binary", "skelet", "thin", "medial", "convex_hull", "holes", "small_obj", "bwperim", "majority")):
        return ["binary", "labels"]
    return ["grey", "float", "binary", "labels"]


def propose(entry):
    """`{kind, contract, output}`, or `{failed: why}`."""
    reasons = []
    for kind in kinds_of(entry):
        try:
            found = _contract(entry, kind)
        except Exception as error:  # noqa: BLE001 - whatever a library throws is why this kind is not it
            reasons.append(f"{kind}: {type(error).__name__}: {error}"[:160])
            continue
        return {"kind": kind, **found}
    return {"failed": reasons[0] if reasons else "no kind of image fits"}


def _contract(entry, kind):
    stack = probes.of_kind(kind, probes.SIZES[0], 1)
    try:
        flat, output = _tried(entry, kind, stack[3])
    except Exception:  # noqa: BLE001 - what refuses planes may still take stacks
        result, output = _tried(entry, kind, stack)
        contract = {stack.shape: "PURE_3D", stack.shape[1:]: "VOLUMETRIC_TO_SLICE"}.get(result.shape)
        if contract is None:
            raise planes.Unsupported(f"a stack {stack.shape} gives {result.shape}") from None
        return {"contract": contract, "output": output}
    if flat.shape != stack.shape[1:]:
        raise planes.Unsupported(f"a plane {stack.shape[1:]} gives {flat.shape}")
    try:
        whole, same = _tried(entry, kind, stack)
        slices = np.stack([_tried(entry, kind, plane)[0] for plane in stack])
    except Exception:  # noqa: BLE001 - then it takes planes only
        return {"contract": "PURE_2D", "output": output}
    if whole.shape == stack.shape and same == output and not np.array_equal(whole, slices):
        return {"contract": "FLEXIBLE", "output": output}
    return {"contract": "PURE_2D", "output": output}


def _tried(entry, kind, image):
    """A result, and its dtype as the catalogue would say it. A grey function must take uint16 and float32 alike."""
    given = [image] if kind != "grey" else [image, (image / np.float32(4096)).astype(np.float32)]
    results = [planes.as_output(libraries.call(entry, planes.as_input(one, kind), examples(entry))) for one in given]
    for one, result in zip(given, results):
        if result.size < 2 or result.min() == result.max():
            raise planes.Unsupported("the result is constant")
        if result.shape == one.shape and np.array_equal(result, one):
            raise planes.Unsupported("the result is the image")
        if not np.isfinite(result).all():
            raise planes.Unsupported("the result is not finite")
    dtypes = [result.dtype.name for result in results]
    if kind == "grey" and dtypes == ["uint16", "float32"]:
        return results[0], "same"
    if len(set(dtypes)) > 1:
        raise planes.Unsupported(f"uint16 gives {dtypes[0]}, float32 gives {dtypes[1]}")
    return results[0], dtypes[0]
