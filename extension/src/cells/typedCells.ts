import type { Extension } from "@codemirror/state";
import type { ISignal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";
import { type NotebookPanel, notebookOf } from "../comm/notebooks.ts";

/** What is used of a cell. */
interface Cell {
  readonly model: { readonly type: string };
  /** Resolves when the cell has its editor. */
  readonly ready: Promise<void>;
  readonly editor: { injectExtension?(extension: Extension): void } | null;
}

/** What is used of a notebook beside its panel. */
interface Cells {
  readonly activeCell: Cell | null;
  readonly activeCellChanged: ISignal<unknown, Cell | null>;
}

/** Gives each code cell an editor extension when it is chosen for the first time: only there can be typed. */
export class TypedCells {
  readonly #extensionFor: (panel: NotebookPanel) => Promise<Extension>;
  readonly #panels = new WeakSet<Widget>();
  readonly #cells = new WeakSet<Cell>();

  constructor(extensionFor: (panel: NotebookPanel) => Promise<Extension>) {
    this.#extensionFor = extensionFor;
  }

  /** A widget came to the front; what is no notebook is left alone. */
  shown(widget: Widget | null): void {
    const panel = notebookOf(widget);
    if (!panel || this.#panels.has(panel)) return;
    this.#panels.add(panel);
    const cells = panel.content as unknown as Cells; // a notebook's content, of which more is used here
    cells.activeCellChanged.connect((_, cell) => void this.#chosen(panel, cell));
    void this.#chosen(panel, cells.activeCell);
  }

  async #chosen(panel: NotebookPanel, cell: Cell | null): Promise<void> {
    if (!cell || this.#cells.has(cell) || cell.model.type !== "code") return;
    this.#cells.add(cell);
    await cell.ready;
    cell.editor?.injectExtension?.(await this.#extensionFor(panel));
  }
}
