"""A kernel `titer` and its client (jupyter_client), for unittest suites; JUPYTER_PATH must hold the kernelspec."""

import unittest
from typing import Any

from jupyter_client.manager import start_new_kernel

TIMEOUT = 30


class KernelTestCase(unittest.TestCase):
    """One kernel for all tests of a class."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.manager, cls.client = start_new_kernel(kernel_name="titer", startup_timeout=TIMEOUT)
        cls.addClassCleanup(cls.manager.shutdown_kernel, now=True)
        cls.addClassCleanup(cls.client.stop_channels)

    def send(self, kind: str, content: dict, channel: str = "shell", subshell: str | None = None) -> str:
        """Sends a request and gives its id."""
        message = self.client.session.msg(kind, content)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        getattr(self.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def reply(self, id: str, channel: str = "shell") -> dict[str, Any]:
        """The answer to a request; other answers that come before it are dropped."""
        while True:
            message = getattr(self.client, f"get_{channel}_msg")(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == id:
                return message["content"]

    def control(self, kind: str, content: dict) -> dict[str, Any]:
        return self.reply(self.send(kind, content, "control"), "control")

    def start(self, code: str, subshell: str | None = None, **more: Any) -> str:
        """Sends a cell and does not wait."""
        return self.send("execute_request", {"code": code, "silent": False, "store_history": True, **more}, subshell=subshell)

    def outputs(self, id: str) -> list[dict[str, Any]]:
        """All that comes on iopub for a request, up to its idle status; messages of other requests are dropped."""
        found = []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != id:
                continue
            found.append(message)
            if message["content"].get("execution_state") == "idle":
                return found

    def until(self, id: str, kind: str) -> dict[str, Any]:
        """The content of the next message of a kind that a request causes on iopub."""
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == id and message["msg_type"] == kind:
                return message["content"]

    def result(self, code: str, subshell: str | None = None) -> str:
        """The text of a cell's result."""
        outputs = self.outputs(self.start(code, subshell))
        results = [one["content"]["data"]["text/plain"] for one in outputs if one["msg_type"] == "execute_result"]
        self.assertEqual(len(results), 1, outputs)
        return results[0]
