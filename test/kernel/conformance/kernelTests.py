"""Jupyter's own conformance suite (jupyter_kernel_test) for the kernelspec `titer`, which JUPYTER_PATH must hold."""

import unittest

import jupyter_kernel_test as jkt


class TiterKernelTests(jkt.KernelTests):
    kernel_name = "titer"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oh no')"
    completion_samples = [
        {"text": "JSON.stri", "matches": {"stringify"}},
        {"text": "proc", "matches": {"process"}},
    ]
    complete_code_samples = ["1", "const a: number = 1;", "function f() {\n  return 1;\n}"]
    incomplete_code_samples = ["function f() {", "const a = [", "const t = `open", "/* open"]
    invalid_code_samples = ["const = 5", "1 +* 2", "if) x"]
    code_generate_error = "throw new Error('wrong')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "1 + 2", "result": "3"},
        {"code": "'a' + 'b'", "result": "'ab'"},
        {"code": "await Promise.resolve([1, 2])", "result": "[ 1, 2 ]"},
    ]
    code_display_data = [
        {"code": "await display({ 'text/html': '<b>x</b>' }, { raw: true }); undefined", "mime": "text/html"},
    ]
    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "JSON"
    code_page_something = "JSON?"
    code_clear_output = "clearOutput()"


class TiterIopubWelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "titer"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
