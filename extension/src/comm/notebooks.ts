import type { Kernel } from "@jupyterlab/services";
import type { ISignal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";

/** The text of a cell. */
export interface CellText {
  getSource(): string;
  setSource(text: string): void;
}

/** What is used of a cell. */
export type NotebookCell = Widget & { readonly model: { readonly id: string; readonly sharedModel: CellText } };

/**
 * What is used of a notebook's panel. The package that declares it brings all of JupyterLab's notebook with it, so the
 * panel is known by what it has.
 */
export interface NotebookPanel extends Widget {
  readonly sessionContext: {
    readonly name: string;
    readonly path: string;
    readonly session: { readonly path: string; readonly kernel: Kernel.IKernelConnection | null } | null;
    readonly kernelChanged: ISignal<unknown, unknown>;
    restartKernel(): Promise<void>;
  };
  readonly content: {
    readonly widgets: readonly NotebookCell[];
    readonly activeCell: NotebookCell | null;
  };
}

/** A widget as a notebook, if it is one. */
export function notebookOf(widget: Widget | null): NotebookPanel | null {
  return widget !== null && isNotebook(widget) ? widget : null;
}

function isNotebook(widget: Widget): widget is NotebookPanel {
  return widget.node.classList.contains("jp-NotebookPanel") && "sessionContext" in widget && "content" in widget;
}
