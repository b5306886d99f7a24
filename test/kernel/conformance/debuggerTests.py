"""The debugger as a client of jupyter_client drives it: Debug Adapter Protocol in `debug_request` and `debug_event`."""

import unittest

from client import TIMEOUT, KernelTestCase

CODE = "const width: number = 3;\nconst height = width * 2;\nwidth * height"


class DebuggerTests(KernelTestCase):
    seq = 0

    def debug(self, command: str, **given) -> dict:
        self.seq += 1
        content = {"type": "request", "seq": self.seq, "command": command, "arguments": given}
        reply = self.control("debug_request", content)
        self.assertTrue(reply["success"], reply)
        self.assertEqual(reply["request_seq"], self.seq)
        return reply.get("body", {})

    def event(self, name: str) -> dict:
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["msg_type"] == "debug_event" and message["content"]["event"] == name:
                return message["content"].get("body", {})

    def test_a_breakpoint_stops_a_cell_and_its_variables_are_read(self) -> None:
        self.assertIn("debugger", self.reply(self.send("kernel_info_request", {}))["supported_features"])
        self.assertTrue(self.debug("initialize", clientID="test", adapterID="titer")["supportsConfigurationDoneRequest"])
        self.debug("attach")
        self.event("initialized")
        self.assertTrue(self.debug("debugInfo")["isStarted"])
        path = self.debug("dumpCell", code=CODE)["sourcePath"]
        set_points = self.debug("setBreakpoints", source={"path": path}, breakpoints=[{"line": 2}])["breakpoints"]
        self.assertEqual([(one["verified"], one["line"]) for one in set_points], [(True, 2)])
        self.debug("configurationDone")
        cell = self.start(CODE)
        self.assertEqual(self.event("stopped")["reason"], "breakpoint")
        [frame, *_] = self.debug("stackTrace", threadId=1)["stackFrames"]
        self.assertEqual((frame["source"]["path"], frame["line"]), (path, 2))
        scopes = self.debug("scopes", frameId=frame["id"])["scopes"]
        listed = self.debug("variables", variablesReference=scopes[0]["variablesReference"])["variables"]
        self.assertEqual({one["name"]: one["value"] for one in listed}["width"], "3")
        self.assertEqual(self.debug("evaluate", expression="width + 4", frameId=frame["id"])["result"], "7")
        self.debug("next", threadId=1)
        self.assertEqual(self.event("stopped")["reason"], "step")
        self.assertEqual(self.debug("stackTrace", threadId=1)["stackFrames"][0]["line"], 3)
        self.debug("continue", threadId=1)
        self.assertEqual(self.until(cell, "execute_result")["data"]["text/plain"], "18")
        self.debug("disconnect", restart=False, terminateDebuggee=False)
        self.assertFalse(self.debug("debugInfo")["isStarted"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
