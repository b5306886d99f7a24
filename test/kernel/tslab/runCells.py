"""Runs cells in a kernel: `runCells.py KERNEL FOLDER`, cells as a JSON list on stdin, `[{status, text, error}]` on stdout."""

import json
import sys

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1], cwd=sys.argv[2], startup_timeout=60)
results = []
try:
    for cell in json.load(sys.stdin):
        texts: list[str] = []
        errors: list[str] = []

        def output(message: dict) -> None:
            content = message["content"]
            if message["msg_type"] == "stream":
                (texts if content["name"] == "stdout" else errors).append(content["text"])
            elif message["msg_type"] in ("display_data", "execute_result"):
                texts.append(content["data"].get("text/plain", ""))
            elif message["msg_type"] == "error":
                errors.append(content["evalue"])

        reply = client.execute_interactive(cell, output_hook=output, timeout=60)
        status = reply["content"]["status"]
        results.append({"status": status, "text": "".join(texts), "error": "".join(errors)})
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps(results))
