"""What the libraries say about their functions: parameters with types, defaults and docs."""

import inspect
import math
import re

# What no parameter of a pipeline is: memory, axes of colours, code, and other images.
HIDDEN = {
    "out", "output", "dtype", "output_dtype", "channel_axis", "device", "rng", "random_state", "callback", "extra_arguments",
    "extra_keywords", "num_workers", "workers", "overlap", "full_output", "return_num", "verbose", "axes", "axis", "shift_x",
    "shift_y", "shift_z", "origin", "order_filter", "spacing", "boundaryCondition",
}

# Neighbourhoods: given as a radius, of a disk in a plane and a ball in a stack.
FOOTPRINTS = {"footprint", "selem", "structure", "Bc", "se"}


def summary(doc):
    """The first sentence of a docstring, on one line."""
    text = re.sub(r"\s+", " ", (doc or "").strip().split("\n\n")[0])
    return re.sub(r"(?<=[.])\s.*", "", text)[:200]


def numpydoc_parameters(doc):
    """`name -> (type line, text)` of the Parameters sections of a numpydoc docstring."""
    found = {}
    section = re.split(r"\n\s*(?:Other )?Parameters\s*\n\s*-{3,}\s*\n", doc or "")
    for part in section[1:]:
        body = re.split(r"\n\s*\n?\s*[A-Z][A-Za-z ]+\n\s*-{3,}", part)[0]
        lines = inspect.cleandoc(f"\n{body}").split("\n")
        name = None
        for line in lines:
            head = re.match(r"^([A-Za-z_][\w, ]*?)\s*:\s*(.*)$", line)
            if head and not line.startswith(" "):
                name = [one.strip() for one in head.group(1).split(",")]
                for one in name:
                    found[one] = [head.group(2), ""]
            elif name and line.strip():
                for one in name:
                    found[one][1] += f" {line.strip()}"
    return {name: (kind, summary(text.strip())) for name, (kind, text) in found.items()}


def choices_in(type_line):
    """The strings of `{'a', 'b'}`, or None."""
    inside = re.search(r"\{(.*?)\}", type_line or "")
    values = re.findall(r"['\"‘’“”]([^'\"‘’“”]+)['\"‘’“”]", inside.group(1)) if inside else []
    return values or None


def _is_plain(default):
    """Whether a default can stand in a catalogue."""
    if isinstance(default, float):
        return math.isfinite(default)
    return default is None or default is inspect.Parameter.empty or isinstance(default, (bool, int, str))


def _kind(default, type_line):
    if not _is_plain(default):
        return None
    if isinstance(default, bool):
        return "boolean"
    if isinstance(default, str):
        return "choice"
    words = (type_line or "").lower()
    if isinstance(default, int):
        return "number" if re.search(r"float|scalar|double", words) else "integer"
    if isinstance(default, float):
        return "number"
    if "array" in words and "scalar" not in words and "float" not in words:
        return None
    if choices_in(type_line) and default in (None, inspect.Parameter.empty):
        return "choice"
    if re.search(r"\b(float|scalar|double|number)s?\b", words):
        return "number"
    if re.search(r"\bint(eger)?\b", words):
        return "integer"
    if re.search(r"\bbool(ean)?\b", words):
        return "boolean"
    return None


def from_signature(function):
    """
    `(image's name, parameters, positional, why not)`: what can be set of a function with a Python signature and numpydoc.

    Parameters that are no number, truth value or choice are left at their defaults; without one, the function cannot be offered.
    """
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None, {}, [], "no signature"
    docs = numpydoc_parameters(function.__doc__)
    names = list(signature.parameters)
    if not names:
        return None, {}, [], "no parameter"
    parameters, positional = {}, []
    for name in names[1:]:
        one = signature.parameters[name]
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            continue
        type_line, doc = docs.get(name, ("", ""))
        empty = one.default is inspect.Parameter.empty
        if name in FOOTPRINTS:
            parameters["footprintRadius"] = _footprint(name, empty)
            continue
        if name == "size":
            # It may be left out only when a footprint is given.
            parameters[name] = {**_parameter("integer", None, empty or one.default is None, doc), "min": 1, "listOf": "axes"}
            continue
        kind = None if name in HIDDEN or name.startswith("_") else _kind(one.default, type_line)
        choices = choices_in(type_line)
        if kind == "choice" and (not choices or not (empty or one.default is None or one.default in choices)):
            kind = None
        if kind is None:
            if empty:
                return names[0], {}, [], f"needs {name}: {type_line or 'undocumented'}"
            continue
        parameters[name] = _parameter(kind, one.default, empty, doc, choices)
        if one.kind is one.POSITIONAL_ONLY:
            positional.append(name)
    return names[0], parameters, positional, None


def _footprint(name, required):
    doc = "Radius in pixels of the neighbourhood: a disk in planes, a ball in stacks."
    return {**_parameter("integer", None, required, doc), "min": 1, "fills": name}


def _parameter(kind, default, required, doc, choices=None):
    parameter = {"kind": kind, "default": None if required else default, "doc": doc}
    if required:
        parameter["required"] = True
    if kind == "choice":
        parameter["choices"] = choices
    return parameter


DIPLIB = re.compile(r"^(?:\d+\. )?(\w+)\((.*)\) -> diplib\.PyDIP_bin\.Image$", re.M)
DIPLIB_TYPES = {"float": "number", "int": "integer", "bool": "boolean"}


def from_diplib(function):
    """As from_signature, from the signature that stands in a DIPlib docstring; the first overload with one image and a result."""
    reasons = []
    for overload in DIPLIB.finditer(function.__doc__ or ""):
        parts = re.split(r", (?=\w+: )", overload.group(2))
        split = [re.match(r"(\w+): (.*?)(?: = (.*))?$", part, re.S) for part in parts]
        if not all(split) or "Image" not in split[0].group(2):
            reasons.append("takes no image first")
            continue
        parameters, why = {}, None
        for name, type_, default in (one.groups() for one in split[1:]):
            listed = re.match(r"list\[(float|int)\]", type_)
            kind = DIPLIB_TYPES.get(listed.group(1) if listed else type_)
            value = _literal(default)
            if listed and isinstance(value, list):
                value = value[0] if len(value) == 1 else None
                kind = kind if value is not None else None
            if type_.endswith("StructuringElement"):
                parameters["footprintRadius"] = _footprint(name, default is None)
                continue
            if kind is None or name in HIDDEN or not _is_plain(value):
                if default is None:
                    why = f"needs {name}: {type_}"
                continue
            parameters[name] = _parameter(kind, value, default is None, "")
            if listed:
                parameters[name]["listOf"] = 1
        if why is None:
            return split[0].group(1), parameters, [], None
        reasons.append(why)
    return None, {}, [], reasons[0] if reasons else "no image comes back"


def _literal(text):
    import ast

    try:
        return ast.literal_eval(text) if text is not None else None
    except (ValueError, SyntaxError):
        return None


SIMPLEITK_TYPES = {"double": "number", "float": "number", "bool": "boolean", "uint8_t": "integer", "uint32_t": "integer",
                   "int32_t": "integer", "int": "integer", "unsigned int": "integer", "uint64_t": "integer", "int64_t": "integer"}
SIMPLEITK_VECTORS = {"VectorUInt32": "integer", "VectorDouble": "number", "VectorInt32": "integer"}


def from_simpleitk(function):
    """As from_signature, from the C++ signatures in a SimpleITK docstring; the one with the fewest images."""
    name = function.__name__
    lines = re.findall(rf"^\s*{re.escape(name)}\((.*)\) -> Image\s*$", function.__doc__ or "", re.M)
    best = None
    for line in lines:
        split = [re.match(r"((?:[\w:]+ )+?)(\w+)(?:=(.*))?$", part.strip()) for part in _top_level(line)]
        if not all(split):
            continue
        images = sum("Image" in one.group(1) for one in split)
        if images == 1 and "Image" in split[0].group(1):
            best = best or split
    if best is None:
        return None, {}, [], "takes other than one image"
    parameters = {}
    for type_, name, default in ((a.strip(), b, c) for a, b, c in (one.groups() for one in best[1:])):
        vector = SIMPLEITK_VECTORS.get(type_)
        filled = re.match(r"std::vector\s*<[^>]*>\(\s*3\s*,\s*([-\d.]+)\s*\)", default or "")
        kind = vector or SIMPLEITK_TYPES.get(type_)
        value = _literal(filled.group(1)) if filled else _literal((default or "").rstrip("fu") or None)
        if kind is None or name in HIDDEN or (vector and default and not filled):
            if default is None:
                return best[0].group(2), {}, [], f"needs {name}: {type_}"
            continue
        if default is not None and value is None:
            continue
        parameters[name] = _parameter(kind, bool(value) if kind == "boolean" and value is not None else value, default is None, "")
        if vector:
            parameters[name]["listOf"] = 3
    return best[0].group(2), parameters, [], None


def _top_level(text):
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += letter in "(<"
        depth -= letter in ")>"
        if letter == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]] if text else []
