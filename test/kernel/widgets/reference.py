"""What ipywidgets itself sends: reads scenarios (JSON) from stdin, writes the comm messages of each to stdout."""

import base64
import json
import sys
import warnings

import comm
from comm.base_comm import BaseComm

warnings.simplefilter("ignore")
sent = []


class Recorder(BaseComm):
    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        sent.append(
            {
                "type": msg_type,
                "id": self.comm_id,
                "data": data,
                "metadata": metadata or {},
                "buffers": [base64.b64encode(bytes(buffer)).decode() for buffer in buffers or []],
            }
        )


comm.create_comm = lambda *args, **keys: Recorder(*args, **keys)

import datetime  # noqa: E402,F401  for the scenarios
import ipywidgets as widgets  # noqa: E402


def message(widget, data, buffers):
    widget.comm.handle_msg(
        {"content": {"comm_id": widget.comm.comm_id, "data": data}, "buffers": [base64.b64decode(b) for b in buffers]}
    )


answers = []
for scenario in json.load(sys.stdin):
    sent.clear()
    names = {"widgets": widgets, "datetime": datetime}
    exec(scenario["make"], names)
    opened = list(sent)
    sent.clear()
    exec(scenario.get("later", ""), names)
    for received in scenario.get("received", []):
        try:
            message(names["w"], received["data"], received.get("buffers", []))
        except Exception:
            pass
    answers.append({"opened": opened, "id": names["w"].comm.comm_id, "later": list(sent)})
json.dump(answers, sys.stdout)
