"""Times of one kernel, seen from a client: `kernel.py KERNEL FOLDER CELLS` prints {startMs, firstMs, nextMs} as JSON.

startMs: from starting the process to the answer of the first request; firstMs: the first cell; nextMs: the median of CELLS
more, each of which declares a value and a function that uses those of the cell before.
"""

import json
import statistics
import sys
import time

from jupyter_client.manager import start_new_kernel

kernel, folder, cells = sys.argv[1], sys.argv[2], int(sys.argv[3])


def clock() -> float:
    return time.perf_counter() * 1000


def declare(i: int) -> str:
    if kernel.startswith("python"):
        return f"x{i} = {{'a': {i}}}\ndef f{i}(q): return q + x{i}['a'] + x{max(i - 1, 0)}['a']\nf{i}(1)"
    return f"const x{i} = {{ a: {i} }};\nfunction f{i}(q: number) {{ return q + x{i}.a + x{max(i - 1, 0)}.a; }}\nf{i}(1)"


begun = clock()
manager, client = start_new_kernel(kernel_name=kernel, cwd=folder, startup_timeout=120)
try:
    started = clock() - begun
    times = []
    for i in range(cells + 1):
        before = clock()
        reply = client.execute_interactive(declare(i), output_hook=lambda message: None, timeout=60)
        if reply["content"]["status"] != "ok":
            raise SystemExit(f"{kernel} failed in cell {i}: {reply['content']}")
        times.append(clock() - before)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps({"startMs": started, "firstMs": times[0], "nextMs": statistics.median(times[1:])}))
