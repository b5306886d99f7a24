"""What a cell prints: `cell.py KERNEL CODE`."""

import sys

from jupyter_client.manager import start_new_kernel

kernel, code = sys.argv[1:]
manager, client = start_new_kernel(kernel_name=kernel, startup_timeout=120)
try:
    texts = []

    def hook(message):
        if message["content"].get("name") == "stdout":
            texts.append(message["content"]["text"])

    reply = client.execute_interactive(code, output_hook=hook, timeout=300)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"{kernel} failed: {reply['content']}")
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print("".join(texts))
