"""
`python serve.py LIBRARY CATALOGUE`: calls functions of one library for Titer. Nothing but what the catalogue lists can be called.

Requests are JSON lines on standard input, answers JSON lines on standard output; pixels lie in the shared memory whose
descriptor is 3. The first line says who answers. See lib/src/functions/bridges/messages.ts for the form of both.
"""

import json
import mmap
import os
import sys
import time
import warnings

import numpy as np

import libraries
import planes

PROTOCOL = 1
MEMORY = 3


class Refused(Exception):
    """A request that is not carried out."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Memory:
    """The shared memory, mapped again when it has grown."""

    def __init__(self):
        self.mapped = None

    def array(self, place):
        """The plane or stack at a place, as an array on the shared memory itself: nothing is copied."""
        dtype = planes.DTYPES.get(place["dtype"])
        shape = place["shape"]
        if dtype is None or len(shape) not in (2, 3) or not all(type(n) is int and n > 0 for n in shape):
            raise Refused("BAD_PLANE", f"{place} is no plane or stack")
        end = place["offset"] + int(np.prod(shape)) * np.dtype(dtype).itemsize
        size = os.fstat(MEMORY).st_size
        if place["offset"] < 0 or place["offset"] % np.dtype(dtype).itemsize or end > size:
            raise Refused("BAD_PLANE", f"{place} does not lie in {size} bytes of shared memory")
        if self.mapped is None or len(self.mapped) != size:
            self.mapped = mmap.mmap(MEMORY, size)
        return np.frombuffer(self.mapped, dtype, int(np.prod(shape)), place["offset"]).reshape(shape)


def checked(entry, values):
    """Values against the entry's parameters, a second time: what comes in need not come from Titer."""
    for name, value in values.items():
        parameter = entry["parameters"].get(name)
        fits = parameter is not None and {
            "boolean": type(value) is bool,
            "integer": type(value) is int,
            "number": type(value) in (int, float) and abs(value) < float("inf"),
            "choice": value in (parameter or {}).get("choices", []),
        }[parameter["kind"]]
        if not fits:
            raise Refused("BAD_PARAMETER", f"{entry['id']}: {name} = {value!r} is not allowed")
    return values


def answer(request, entries, memory):
    entry = entries.get(request["fn"])
    if entry is None:
        raise Refused("UNKNOWN_FUNCTION", f"the catalogue has no {request['fn']}")
    source, target = memory.array(request["in"]), memory.array(request["out"])
    values = checked(entry, request["params"])
    result = planes.as_output(libraries.call(entry, planes.as_input(source, entry["kind"]), values), request["out"]["dtype"])
    if result.shape != target.shape:
        raise planes.Unsupported(f"the result has shape {list(result.shape)}, {list(target.shape)} was to be expected")
    target[...] = result


def main(library, catalogue):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # libraries print; the answers are ours
    warnings.simplefilter("ignore")
    with open(catalogue, encoding="utf-8") as file:
        functions = json.load(file)["functions"]
    entries = {entry["id"]: entry for entry in functions if libraries.library_of(entry["module"]) == library}
    memory = Memory()

    def say(message):
        print(json.dumps(message), file=answers, flush=True)

    say({"protocol": PROTOCOL, "library": library, "version": libraries.version_of(library)})
    for line in sys.stdin:
        request = json.loads(line)
        started = time.perf_counter()
        try:
            answer(request, entries, memory)
            say({"id": request["id"], "ok": True, "ms": 1000 * (time.perf_counter() - started)})
        except Refused as refused:
            say({"id": request["id"], "ok": False, "code": refused.code, "message": str(refused)})
        except planes.Unsupported as unsupported:
            say({"id": request["id"], "ok": False, "code": "BAD_RESULT", "message": str(unsupported)})
        except Exception as error:  # noqa: BLE001 - whatever a library throws is the answer
            say({"id": request["id"], "ok": False, "code": "FUNCTION_FAILED", "message": f"{type(error).__name__}: {error}"})


main(sys.argv[1], sys.argv[2])
