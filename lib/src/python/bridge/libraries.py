"""The libraries: what they are called, how one of their functions is called with an array."""

import importlib
import inspect

import numpy as np

from planes import Unsupported

MODULES = {
    "scipy": ["scipy.ndimage", "scipy.signal"],
    "skimage": [
        "skimage.exposure",
        "skimage.feature",
        "skimage.filters",
        "skimage.filters.rank",
        "skimage.measure",
        "skimage.morphology",
        "skimage.restoration",
        "skimage.segmentation",
        "skimage.transform",
        "skimage.util",
    ],
    "mahotas": ["mahotas", "mahotas.morph", "mahotas.labeled", "mahotas.features"],
    "diplib": ["diplib"],
    "SimpleITK": ["SimpleITK"],
}


def library_of(module):
    """The library of a module."""
    return next(name for name, modules in MODULES.items() if module in modules)


def function_of(entry):
    """The function that an entry of the catalogue stands for. Entries come from the catalogue in the package, never from a message."""
    return getattr(importlib.import_module(entry["module"]), entry["name"])


def version_of(library):
    """The installed version, or None where the library is not there."""
    try:
        module = importlib.import_module(library)
    except ImportError:
        return None
    version = getattr(module, "__version__", None)
    return version() if callable(version) else version


def parameters_of_call(entry, values, dimensions):
    """Values as the library takes them: some expect a list where Titer has one number, and a neighbourhood for a radius."""
    known = entry["parameters"]
    given = {}
    for name, value in values.items():
        filled, length = known[name].get("fills"), known[name].get("listOf")
        if filled:
            given[filled] = _neighbourhood(library_of(entry["module"]), value, dimensions)
        else:
            given[name] = [value] * (dimensions if length == "axes" else length) if length else value
    return given


def _neighbourhood(library, radius, dimensions):
    if library == "diplib":
        import diplib

        return diplib.SE([2 * radius + 1], "elliptic")
    grid = np.indices((2 * radius + 1,) * dimensions) - radius
    inside = (grid**2).sum(axis=0) <= radius**2
    return inside.astype(np.uint8) if library == "skimage" else inside


def call(entry, image, values):
    """
    One call with an array; gives whatever array comes back.

    :param image: 2D (y, x) or 3D (z, y, x), already as the entry's kind says (see planes.as_input).
    :param values: by name, checked against the entry's parameters.
    """
    function = function_of(entry)
    given = {**entry.get("fixed", {}), **parameters_of_call(entry, values, image.ndim)}
    return CALLS[library_of(entry["module"])](function, image, given, entry)


def _call_numpy(function, image, given, entry):
    positional = [given.pop(name) for name in entry.get("positional", []) if name in given]
    result = function(image, *positional, **given)
    # Some give an image and more, such as labels and their number.
    return result[0] if isinstance(result, tuple) and np.shape(result[0]) == image.shape else result


def _call_diplib(function, image, given, entry):
    import diplib

    # Without None the axis of 3 to 9 planes would pass for a tensor.
    source = diplib.Image(np.ascontiguousarray(image), None)
    positional = [given.pop(name) for name in entry.get("positional", []) if name in given]
    return np.asarray(function(source, *positional, **given))


def _call_simpleitk(function, image, given, entry):
    import SimpleITK

    array = image.astype(np.uint8) if image.dtype == bool else np.ascontiguousarray(image)
    result = function(SimpleITK.GetImageFromArray(array), **given)
    if not isinstance(result, SimpleITK.Image):
        raise Unsupported(f"the result is a {type(result).__name__}")
    if result.GetNumberOfComponentsPerPixel() != 1 or "label map" in result.GetPixelIDTypeAsString():
        raise Unsupported("the result has no plain pixels")
    return SimpleITK.GetArrayFromImage(result)


CALLS = {
    "scipy": _call_numpy,
    "skimage": _call_numpy,
    "mahotas": _call_numpy,
    "diplib": _call_diplib,
    "SimpleITK": _call_simpleitk,
}


def exported(module):
    """Public functions of a module, each once, by name."""
    loaded = importlib.import_module(module)
    names = getattr(loaded, "__all__", None) or [name for name in dir(loaded) if not name.startswith("_")]
    seen = {}
    for name in sorted(names):
        value = getattr(loaded, name, None)
        if callable(value) and not inspect.isclass(value) and id(value) not in seen:
            seen[id(value)] = (name, value)
    return list(seen.values())
