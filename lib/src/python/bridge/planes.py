"""Pixels between Titer and a library: which dtype goes in, which comes out."""

import numpy as np

DTYPES = {"uint8": np.uint8, "uint16": np.uint16, "int32": np.int32, "uint32": np.uint32, "float32": np.float32}


class Unsupported(Exception):
    """A result that is not a plane or stack of planes that Titer knows."""


def as_input(array, kind):
    """The array as a function of this kind takes it: `grey` as it is, `float` as float32, `binary` as bool, `labels` as int32."""
    if kind == "binary":
        return array != 0
    if kind == "labels":
        return array.astype(np.int32, copy=False)
    if kind == "float":
        return array.astype(np.float32, copy=False)
    return array


def as_output(result, wanted=None):
    """
    The result in one of Titer's dtypes: bool becomes uint8 (0 or 1), floating point float32, wider integers int32.

    :param wanted: the dtype that the catalogue declares; None takes whatever fits.
    :raises Unsupported: for anything that is no array, for complex numbers, and for integers beyond int32.
    """
    array = np.asarray(result)
    if array.dtype == bool:
        array = array.view(np.uint8)
    elif array.dtype.kind == "f" and array.dtype != np.float32:
        array = array.astype(np.float32)
    elif array.dtype.kind in "iu" and array.dtype.name not in DTYPES:
        if array.size and (array.min() < -(2**31) or array.max() >= 2**31):
            raise Unsupported(f"integers from {array.min()} to {array.max()} do not fit into int32")
        array = array.astype(np.int32)
    elif array.dtype.name not in DTYPES:
        raise Unsupported(f"the result has dtype {array.dtype}")
    if wanted is not None and array.dtype.name != wanted:
        raise Unsupported(f"the result has dtype {array.dtype.name}, the catalogue says {wanted}")
    return array
