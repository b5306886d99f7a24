"""execute.py NOTEBOOK OUTPUT: runs a notebook through the Titer kernel and prints each cell's status as it goes.

Exit status: 0 when every cell was fine, 1 when a cell or the kernel failed or the notebook can't be run.
The executed notebook is written either way, in one piece.
"""
import os
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


class Runner(NotebookClient):
    """Prints a line per code cell: number, first line, status, seconds."""

    async def async_execute_cell(self, cell, *args, **kwargs):
        code_cells = [c for c in self.nb.cells if c.cell_type == "code" and c.source.strip()]
        number = next((n for n, c in enumerate(code_cells, 1) if c is cell), None)
        if number is None:
            return await super().async_execute_cell(cell, *args, **kwargs)
        first = next(line for line in cell.source.splitlines() if line.strip())
        print(f"[{number}/{len(code_cells)}] {first[:70]:<70} ", end="", flush=True)
        start = time.monotonic()
        status = "error"
        try:
            result = await super().async_execute_cell(cell, *args, **kwargs)
            status = "ok"
            return result
        finally:
            print(f"{status}  {time.monotonic() - start:.2f} s", flush=True)


def read(path):
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, UnicodeDecodeError, nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise SystemExit(f"{path} is no notebook that can be read: {str(error).splitlines()[0]}") from None
    name = notebook.metadata.get("kernelspec", {}).get("name", "titer")
    if name != "titer":
        raise SystemExit(f"{path} is for the kernel {name}, not for titer: choose the Titer kernel in JupyterLab and save it.")
    return notebook


def write(notebook, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    part = f"{path}.{os.getpid()}.part"
    try:
        nbformat.write(notebook, part)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


def main(path, output):
    notebook = read(path)
    runner = Runner(
        notebook, kernel_name="titer", timeout=None, resources={"metadata": {"path": os.path.dirname(path)}}
    )
    try:
        runner.execute()
        status = 0
    except CellExecutionError as error:
        print(f"\n{error.traceback or error}", file=sys.stderr)
        status = 1
    except DeadKernelError:
        print("\nThe kernel died while this cell ran; its output is above.", file=sys.stderr)
        status = 1
    write(notebook, output)
    print(f"{'Every cell was fine' if status == 0 else 'Stopped at the first error'}; executed notebook: {output}")
    return status


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])))
