"""How many tests of jupyter_kernel_test a kernel passes: `conformance.py KERNEL LANGUAGE EXTENSION` prints {passed, total}."""

import json
import signal
import sys
import unittest

import jupyter_kernel_test as jkt

kernel, language, extension = sys.argv[1:4]
python = language == "python"


def give_up(*_) -> None:
    raise TimeoutError("no answer")


# A kernel that does not know a message may leave its test waiting for ever.
signal.signal(signal.SIGALRM, give_up)


class Limited(unittest.TestCase):
    def run(self, result=None):
        signal.alarm(60)
        try:
            return super().run(result)
        finally:
            signal.alarm(0)


class Tests(Limited, jkt.KernelTests):
    kernel_name = kernel
    language_name = language
    file_extension = extension
    code_hello_world = "print('hello, world')" if python else "console.log('hello, world')"
    code_stderr = "import sys; print('oh no', file=sys.stderr)" if python else "console.error('oh no')"
    completion_samples = [{"text": "zi" if python else "JSON.stri", "matches": {"zip" if python else "stringify"}}]
    complete_code_samples = ["1", "def f():\n  return 1\n\n" if python else "function f() {\n  return 1;\n}"]
    incomplete_code_samples = ["def f():" if python else "function f() {"]
    invalid_code_samples = ["import = 7q" if python else "const = 5"]
    code_generate_error = "raise ValueError('wrong')" if python else "throw new Error('wrong')"
    code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": "1 + 2", "result": "3"}]
    code_display_data = [
        {
            "python": {"code": "from IPython.display import HTML, display; display(HTML('<b>x</b>'))", "mime": "text/html"},
            "tslab": {"code": "import * as tslab from 'tslab'; tslab.display.html('<b>x</b>')", "mime": "text/html"},
            "deno": {
                "code": "await Deno.jupyter.display({ 'text/html': '<b>x</b>' }, { raw: true })",
                "mime": "text/html",
            },
        }.get(
            "python" if python else kernel,
            {"code": "await display({ 'text/html': '<b>x</b>' }, { raw: true }); undefined", "mime": "text/html"},
        )
    ]
    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "zip" if python else "JSON"
    code_page_something = "zip?" if python else "JSON?"
    code_clear_output = {
        "python": "from IPython.display import clear_output; clear_output()",
        "deno": "await Deno.jupyter.broadcast('clear_output', { wait: false })",
    }.get("python" if python else kernel, "clearOutput()")


class Welcome(Limited, jkt.IopubWelcomeTests):
    kernel_name = kernel
    support_iopub_welcome = True


suite = unittest.TestSuite(map(unittest.defaultTestLoader.loadTestsFromTestCase, (Tests, Welcome)))
result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
bad = {str(test) for test, _ in [*result.failures, *result.errors, *result.skipped]}
print(json.dumps({"passed": result.testsRun - len(bad), "total": result.testsRun}))
