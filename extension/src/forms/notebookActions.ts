import type { JupyterFrontEnd } from "@jupyterlab/application";
import { notebookOf } from "../comm/notebooks.ts";
import type { NotebookActions } from "./formsPanel.ts";

/** What panels do with the notebook that was in front last. */
export function notebookActions({ shell, commands }: JupyterFrontEnd): NotebookActions {
  const panel = () => {
    const panels = [...shell.widgets("main")].flatMap((widget) => notebookOf(widget) ?? []);
    return panels.find((one) => one.isVisible) ?? panels[0];
  };
  const insert = async (source: string): Promise<void> => {
    const found = panel();
    if (!found) throw new Error("Open a notebook first.");
    shell.activateById(found.id);
    await commands.execute("notebook:insert-cell-below");
    found.content.activeCell?.model.sharedModel.setSource(source);
  };
  return {
    insert,
    insertAndRun: async (source) => {
      await insert(source);
      await commands.execute("notebook:run-cell");
    },
    editCell: async (id, change) => {
      const cell = panel()?.content.widgets.find((one) => one.model.id === id);
      if (!cell) return false;
      const text = cell.model.sharedModel;
      text.setSource(await change(text.getSource()));
      return true;
    },
  };
}
