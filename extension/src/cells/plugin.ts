import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import type { Kernel } from "@jupyterlab/services";
import { CheckLine } from "./checkLine.ts";
import { TypedCells } from "./typedCells.ts";

/** Marks what is wrong in the cells of notebooks with a Titer kernel while they are typed. */
export const checkPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:check",
  description: "Marks wrong values, unknown fields and type errors in cells while they are typed.",
  autoStart: true,
  requires: [ILabShell],
  activate: (_app: JupyterFrontEnd, shell: ILabShell) => {
    const lines = new WeakMap<Kernel.IKernelConnection, CheckLine>();
    const lineTo = (kernel: Kernel.IKernelConnection): CheckLine => {
      const line = lines.get(kernel) ?? new CheckLine(kernel);
      lines.set(kernel, line);
      return line;
    };
    const cells = new TypedCells(async ({ sessionContext }) => {
      const { checkMarks } = await import("./marks.ts");
      return checkMarks(async (source) => {
        const kernel = sessionContext.session?.kernel;
        return kernel ? lineTo(kernel).check(source) : [];
      });
    });
    shell.currentChanged.connect((_, { newValue }) => cells.shown(newValue));
    cells.shown(shell.currentWidget);
  },
};
