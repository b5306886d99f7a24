"""
`python catalogue.py OUT [LIBRARY ...]`: makes the catalogue of the libraries that are installed, or makes some of them anew.

Functions are found by introspection, proposed by trying (propose.py), verified (verify.py) in two processes, and written
with separate flags; why others are left out goes into `OUT` with `.report.json`. Each library runs in a process of its own; what crashes or takes over a minute ends only its own function.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

import libraries
import signatures
import verify

SECONDS = 60
# As the bridge runs them: wells run side by side, and one thread gives the same bytes everywhere.
ONE_THREAD = {"ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS": "1", "OMP_NUM_THREADS": "1"}
FROM = {"diplib": signatures.from_diplib, "SimpleITK": signatures.from_simpleitk}

# What is no operation on one image, or writes, shows, reads.
SKIPPED = {
    "scipy.signal": lambda name: name not in ("wiener", "medfilt2d", "medfilt", "detrend", "spline_filter"),
    "skimage.util": lambda name: name in ("map_array", "apply_parallel", "slice_along_axes"),
    "diplib": lambda name: name.startswith(("Image", "File", "Set", "Get", "Viewer")) or "Display" in name,
    "SimpleITK": lambda name: name in ("ReadImage", "WriteImage", "Show", "Image"),
}


class Child:
    """One process that works on entries, replaced when it crashes or hangs."""

    def __init__(self, mode):
        self.mode, self.process = mode, None

    def ask(self, entry):
        if self.process is None:
            command = [sys.executable, "-E", "-s", str(Path(__file__).with_name("child.py")), self.mode]
            self.process = subprocess.Popen(command, env={**os.environ, **ONE_THREAD}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=subprocess.DEVNULL, text=True)
            self.lines = queue.Queue()
            threading.Thread(target=self._read, args=(self.process.stdout, self.lines), daemon=True).start()
        self.process.stdin.write(json.dumps(entry) + "\n")
        self.process.stdin.flush()
        try:
            line = self.lines.get(timeout=SECONDS)
        except queue.Empty:
            self.stop()
            return {"failed": f"no answer within {SECONDS} s", "callable": False, "why": "timeout", "digest": None}
        if line:
            return json.loads(line)
        status = self.process.wait()
        self.stop()
        return {"failed": f"the process ended with {status}", "callable": False, "why": f"crash {status}", "digest": None}

    @staticmethod
    def _read(stream, lines):
        for line in stream:
            lines.put(line)
        lines.put("")

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def found(library):
    """Entries of all functions whose arguments can be described, and why the others cannot be offered."""
    entries, left_out = [], {}
    for module in libraries.MODULES[library]:
        for name, function in libraries.exported(module):
            if SKIPPED.get(module, lambda _: False)(name):
                continue
            image, parameters, positional, why = FROM.get(library, signatures.from_signature)(function)
            if why is not None:
                left_out[f"{module}.{name}"] = why
                continue
            entry = {"id": f"{module}.{name}", "module": module, "name": name, "image": image,
                     "doc": signatures.summary(function.__doc__), "parameters": parameters}
            if positional:
                entry["positional"] = positional
            entries.append(entry)
    return entries, left_out


def write(path, catalogue):
    """The catalogue as JSON with a line for each function, so that a change can be read."""
    head = {name: value for name, value in catalogue.items() if name != "functions"}
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in catalogue["functions"])
    path.write_text(f'{json.dumps(head, indent=1)[:-2]},\n "functions": [\n{lines}\n]}}\n')


def main(out, wanted):
    path, reports = Path(out), Path(out).with_suffix(".report.json")
    empty = {"verifier": verify.VERSION, "libraries": {}, "functions": []}
    catalogue = json.loads(path.read_text()) if path.exists() else empty
    report = json.loads(reports.read_text()) if reports.exists() else {}
    for library in wanted or list(libraries.MODULES):
        version = libraries.version_of(library)
        if version is None:
            print(f"{library}: not installed", file=sys.stderr)
            continue
        others = [one for one in catalogue["functions"] if libraries.library_of(one["module"]) != library]
        catalogue["functions"] = others
        entries, left_out = found(library)
        proposer, first, second = Child("propose"), Child("verify"), Child("verify")
        for entry in entries:
            proposal = proposer.ask(entry)
            if "failed" in proposal:
                left_out[entry["id"]] = proposal["failed"]
                continue
            entry.update(proposal)
            one, two = first.ask(entry), second.ask(entry)
            if not one["callable"]:
                left_out[entry["id"]] = one["why"]
                continue
            flags = {"callable": True, "nonTrivial": one["nonTrivial"], "deterministic": one["digest"] == two["digest"]}
            catalogue["functions"].append({**entry, **flags, "inert": one["inert"], "digest": one["digest"]})
        for child in (proposer, first, second):
            child.stop()
        kept = [one for one in catalogue["functions"] if libraries.library_of(one["module"]) == library]
        strong = sum(one["nonTrivial"] and one["deterministic"] for one in kept)
        catalogue["libraries"][library] = {"version": version, "callable": len(kept), "leftOut": len(left_out)}
        report[library] = left_out
        write(path, catalogue)
        reports.write_text(json.dumps(report, indent=1))
        print(f"{library} {version}: {len(kept)} callable, {strong} non-trivial and deterministic, {len(left_out)} left out", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
