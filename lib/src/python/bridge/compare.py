"""Whether two functions give the same pixels; see agree.py for what that means."""

import numpy as np

import agree


def compare(pair):
    """`{equal}` for a pair of entries."""
    try:
        found = zip(agree.results(pair[0]), agree.results(pair[1]))
        return {"equal": all(_equal(one, other) for one, other in found)}
    except Exception as error:  # noqa: BLE001 - what fails does not agree
        return {"equal": False, "why": str(error)[:200]}


def _equal(one, other):
    if one.shape != other.shape or not one.size:
        return False
    span = max(np.ptp(one), np.ptp(other))
    return bool(span > 0 and np.abs(one - other).max() <= agree.TOLERANCE * span)
