"""Figures of one kernel, seen from a client: `kernel.py KERNEL FOLDER CELLS` prints one JSON object.

startMs: from starting the process to the answer of the first request; resultMs: to the end of the first cell; libraryMs: a cell
that imports the field's library (`titer`; skimage with what a pipeline uses; null for others); firstMs: the first cell after it;
nextMs: the median of CELLS more, each of which declares a value and a function that uses those of the cell before; rssMb: resident
memory of the kernel and its children after these; growthMb: by how much it grows per cell over CELLS more; loopMs: 3e8 rounds of a
loop in a function (null for Python); downMs, upMs, echoMs: 50 MB over a comm to the client, to the kernel, there and back (null
without comms). What a kernel does not get done is null.
"""

import json
import os
import statistics
import sys
import time

from jupyter_client.manager import start_new_kernel

kernel, folder, cells = sys.argv[1], sys.argv[2], int(sys.argv[3])
python = kernel.startswith("python")
size, rounds = 50_000_000, 5


def clock() -> float:
    return time.perf_counter() * 1000


def declare(i: int) -> str:
    if python:
        return f"x{i} = {{'a': {i}}}\ndef f{i}(q): return q + x{i}['a'] + x{max(i - 1, 0)}['a']\nf{i}(1)"
    return f"const x{i} = {{ a: {i} }};\nfunction f{i}(q: number) {{ return q + x{i}.a + x{max(i - 1, 0)}.a; }}\nf{i}(1)"


def start():
    return start_new_kernel(kernel_name=kernel, cwd=folder, startup_timeout=120)


def run(client, code: str) -> str:
    """The text of the cell's result."""
    texts = []

    def hook(message):
        content = message["content"]
        texts.append(content.get("data", {}).get("text/plain", content.get("text", "")))

    reply = client.execute_interactive(code, output_hook=hook, timeout=30)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"{kernel} failed: {code[:80]}: {reply['content']}")
    return "".join(texts)


def timed(work) -> float:
    before = clock()
    work()
    return clock() - before


def resident(root: int) -> float:
    """MB (2^20 bytes) of a process and its descendants."""
    parents, memory = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(name)] = int(fields[1])
        memory[int(name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    total = 0.0
    for pid in memory:
        ancestor = pid
        while ancestor > 1 and ancestor != root:
            ancestor = parents.get(ancestor, 0)
        total += memory[pid] if ancestor == root else 0
    return total


ECHO = {
    True: """
big = bytes(%d)
def opened(comm, message):
    @comm.on_msg
    def received(message):
        want, buffers = message["content"]["data"]["want"], message["buffers"]
        comm.send({}, buffers=[big] if want == "down" else buffers if want == "echo" else [])
get_ipython().kernel.comm_manager.register_target("bench", opened)""",
    False: """
const big = new Uint8Array(%d);
comms.register("bench", (comm) => comm.onMessage(({ data, buffers }) =>
  comm.send({}, { buffers: data.want === "down" ? [big] : data.want === "echo" ? buffers : [] })));""",
}


def comm_times(client) -> dict:
    if not python and kernel != "titer":
        return {"downMs": None, "upMs": None, "echoMs": None}
    run(client, ECHO[python] % size)
    session, socket, payload = client.session, client.shell_channel.socket, bytearray(size)

    def send(kind: str, content: dict, buffers=None) -> None:
        session.send(socket, session.msg(kind, content), buffers=buffers)

    def once(want: str) -> None:
        send("comm_msg", {"comm_id": "b", "data": {"want": want}}, None if want == "down" else [payload])
        while client.get_iopub_msg(timeout=60)["header"]["msg_type"] != "comm_msg":
            pass

    send("comm_open", {"comm_id": "b", "target_name": "bench", "data": {}})
    times = {}
    for want in ("down", "up", "echo"):
        once(want)
        times[f"{want}Ms"] = statistics.median(timed(lambda: once(want)) for _ in range(rounds))
    return times


def loop_ms(client) -> float | None:
    if python:
        return None
    code = """{
  const spin = (n: number) => { let s = 0; for (let i = 0; i < n; i++) s = (s + i) | 0; return s; };
  spin(1e6); const t0 = performance.now(); spin(3e8); console.log(String(performance.now() - t0)); }"""
    return float(run(client, code).strip().splitlines()[-1])


def growth(client, pid: int) -> float | None:
    """MB per further cell; None when the kernel stops answering on the way."""
    before = resident(pid)
    try:
        for i in range(cells + 1, 2 * cells + 1):
            run(client, declare(i))
    except TimeoutError:
        return None
    return (resident(pid) - before) / cells


LIBRARY = {
    "titer": 'import * as titer from "titer"; import * as functions from "titer/functions";',
    "python3": "import skimage; from skimage import filters, measure, morphology",
}

figures: dict = {}
begun = clock()
manager, client = start()
try:
    figures["startMs"] = clock() - begun
    run(client, "1")
    figures["resultMs"] = clock() - begun
    figures["libraryMs"] = timed(lambda: run(client, LIBRARY[kernel])) if kernel in LIBRARY else None
    figures["firstMs"] = timed(lambda: run(client, declare(0)))
    figures["nextMs"] = statistics.median(timed(lambda: run(client, declare(i))) for i in range(1, cells + 1))
    pid = manager.provisioner.process.pid
    figures["rssMb"] = resident(pid)
    figures["growthMb"] = growth(client, pid)
    figures["loopMs"] = loop_ms(client)
    figures.update(comm_times(client))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps(figures))
