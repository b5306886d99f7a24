import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { Kernel } from "@jupyterlab/services";
import type { ISignal } from "@lumino/signaling";
import { type CellText, notebookOf } from "../comm/notebooks.ts";

/** The notebook around an output: its kernel, and the cell that the output belongs to. */
export interface OutputPlace {
  readonly kernel: Kernel.IKernelConnection | null;
  readonly cell: CellText | null;
  /** Tells when the notebook gets another kernel, or its first; null outside of notebooks. */
  readonly kernelChanged: ISignal<unknown, unknown> | null;
}

/** Finds the notebook, of those in the main area, that an element of the page belongs to. */
export function placeOf(shell: JupyterFrontEnd.IShell, node: HTMLElement): OutputPlace {
  for (const widget of shell.widgets("main")) {
    const panel = notebookOf(widget);
    if (!panel?.node.contains(node)) continue;
    const cell = panel.content.widgets.find((one) => one.node.contains(node));
    const { session, kernelChanged } = panel.sessionContext;
    return { kernel: session?.kernel ?? null, cell: cell?.model.sharedModel ?? null, kernelChanged };
  }
  return { kernel: null, cell: null, kernelChanged: null };
}

/** The path of the notebook in front of the main area; undefined when something else is there. */
export function frontSession({ currentWidget }: JupyterFrontEnd.IShell): string | undefined {
  return notebookOf(currentWidget)?.sessionContext.session?.path;
}
