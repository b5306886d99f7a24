import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { Kernel } from "@jupyterlab/services";
import type { ISignal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";

/** The notebook around an output: its kernel, and the cell that the output belongs to. */
export interface OutputPlace {
  readonly kernel: Kernel.IKernelConnection | null;
  readonly cell: CellText | null;
  /** Tells when the notebook gets another kernel, or its first; null outside of notebooks. */
  readonly kernelChanged: ISignal<unknown, unknown> | null;
}

/** The text of a cell. */
export interface CellText {
  getSource(): string;
  setSource(text: string): void;
}

/**
 * What is used of a notebook's panel. The package that declares it brings all of JupyterLab's notebook with it, so the
 * panel is known by what it has.
 */
interface NotebookPanel extends Widget {
  readonly sessionContext: {
    readonly session: { readonly kernel: Kernel.IKernelConnection | null } | null;
    readonly kernelChanged: ISignal<unknown, unknown>;
  };
  readonly content: {
    readonly widgets: readonly (Widget & { readonly model: { readonly sharedModel: CellText } })[];
  };
}

/** Finds the notebook, of those in the main area, that an element of the page belongs to. */
export function placeOf(shell: JupyterFrontEnd.IShell, node: HTMLElement): OutputPlace {
  for (const panel of shell.widgets("main")) {
    if (!isNotebook(panel) || !panel.node.contains(node)) continue;
    const cell = panel.content.widgets.find((one) => one.node.contains(node));
    const { session, kernelChanged } = panel.sessionContext;
    return { kernel: session?.kernel ?? null, cell: cell?.model.sharedModel ?? null, kernelChanged };
  }
  return { kernel: null, cell: null, kernelChanged: null };
}

function isNotebook(widget: Widget): widget is NotebookPanel {
  return widget.node.classList.contains("jp-NotebookPanel") && "sessionContext" in widget && "content" in widget;
}
