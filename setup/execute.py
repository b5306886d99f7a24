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

    def __init__(self, notebook, **options):
        super().__init__(notebook, on_cell_start=self.started, **options)
        self.code_cells = [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]
        self.start = 0.0

    def started(self, cell, cell_index):
        number = 1 + next(i for i, c in enumerate(self.code_cells) if c is cell)
        first = next(line for line in cell.source.splitlines() if line.strip())
        print(f"[{number}/{len(self.code_cells)}] {first[:70]:<70} ", end="", flush=True)
        self.start = time.monotonic()

    async def async_execute_cell(self, cell, *args, **kwargs):
        runs = cell.cell_type == "code" and bool(cell.source.strip())
        try:
            result = await super().async_execute_cell(cell, *args, **kwargs)
        except BaseException:
            if runs:
                print(f"error  {time.monotonic() - self.start:.2f} s", flush=True)
            raise
        if runs:
            print(f"ok  {time.monotonic() - self.start:.2f} s", flush=True)
        return result


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
