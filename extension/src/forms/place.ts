import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { Kernel } from "@jupyterlab/services";
import type { Widget } from "@lumino/widgets";

/** The notebook around an output: its kernel, and the cell that the output belongs to. */
export interface OutputPlace {
  readonly kernel: Kernel.IKernelConnection | null;
  readonly cell: CellText | null;
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
  readonly sessionContext: { readonly session: { readonly kernel: Kernel.IKernelConnection | null } | null };
  readonly content: {
    readonly widgets: readonly (Widget & { readonly model: { readonly sharedModel: CellText } })[];
  };
}

/** Finds the notebook, of those in the main area, that an element of the page belongs to. */
export function placeOf(shell: JupyterFrontEnd.IShell, node: HTMLElement): OutputPlace {
  for (const panel of shell.widgets("main")) {
    if (!isNotebook(panel) || !panel.node.contains(node)) continue;
    const cell = panel.content.widgets.find((one) => one.node.contains(node));
    return { kernel: panel.sessionContext.session?.kernel ?? null, cell: cell?.model.sharedModel ?? null };
  }
  return { kernel: null, cell: null };
}

function isNotebook(widget: Widget): widget is NotebookPanel {
  return widget.node.classList.contains("jp-NotebookPanel") && "sessionContext" in widget && "content" in widget;
}
