"""How a family of references is written down: one row says a function, its parameters, images, and who computes the same."""
import dataclasses
from typing import Any, Callable

import images

ROWS = []


@dataclasses.dataclass
class Row:
    function: str
    expected: Callable[..., Any]
    on: list
    parameters: dict
    # Largest difference: absolute, relative to the reference, and the share of pixels that may differ by more.
    absolute: float
    relative: float
    outliers: float
    specials: dict


def same(function, expected, on=images.grey, absolute=0.0, relative=0.0, outliers=0.0, specials=None, **parameters):
    """
    `function` with `parameters` gives what `expected(image, **parameters in the snake case of the other library)` gives.

    The image has axes y, x, or z, y, x where its name stands for a stack. `expected` returns an array, or a dict with "stack" (a
    list of arrays), "tables" ({name: {column: values}}) and "specials" ({name: value}).
    """
    ROWS.append(Row(function, expected, list(on), parameters, absolute, relative, outliers, specials or {}))


def rounded(array, dtype):
    """As integers: nearest, halves up, kept within the range."""
    if np_float(dtype):
        return array.astype(dtype)
    import numpy as np

    info = np.iinfo(dtype)
    return np.clip(np.floor(np.asarray(array, np.float64) + 0.5), info.min, info.max).astype(dtype)


def np_float(dtype):
    import numpy as np

    return np.issubdtype(np.dtype(dtype), np.floating)
