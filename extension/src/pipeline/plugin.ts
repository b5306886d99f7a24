import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, MainAreaWidget } from "@jupyterlab/apputils";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { UUID } from "@lumino/coreutils";
import type { Widget } from "@lumino/widgets";
import { pipelineMime } from "titer/protocol";
import { type NotebookPanel, notebookOf } from "../comm/notebooks.ts";
import { IFormsPanel } from "../forms/iFormsPanel.ts";
import { notebookActions } from "../forms/notebookActions.ts";
import { placeOf } from "../forms/place.ts";
import { IKernelRooms } from "../rooms/kernelRooms.ts";
import type { EditorDocument } from "./document.ts";
import type { EditorEvents } from "./editorView.ts";
import { pipelineIcon } from "./icon.ts";
import { PipelineRenderer } from "./pipelineRenderer.ts";

export const editCommand = "titer:edit-pipeline";

/** Edits pipelines, in tabs and below cells. */
export const pipelinePlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:pipeline",
  description: "Edits pipelines with the mouse.",
  autoStart: true,
  requires: [IRenderMimeRegistry, IKernelRooms, IFormsPanel],
  optional: [ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    registry: IRenderMimeRegistry,
    rooms: IKernelRooms,
    forms: IFormsPanel,
    palette: ICommandPalette | null,
  ) => {
    const { shell, commands } = app;
    const { insert } = notebookActions(app);
    const events: EditorEvents = {
      insert,
      selected: (view) => void forms.select(view && { label: view.model.title, model: view.model }),
    };
    registry.addFactory({
      safe: true,
      mimeTypes: [pipelineMime],
      defaultRank: 10,
      createRenderer: ({ mimeType }) => new PipelineRenderer(mimeType, rooms, (node) => placeOf(shell, node), events),
    });
    commands.addCommand(editCommand, {
      label: "Edit Pipeline",
      caption: "Edit a pipeline of the notebook in a tab",
      icon: pipelineIcon,
      isEnabled: () => lastNotebook(app) !== null,
      execute: ({ variable }) => openEditor(app, rooms, events, typeof variable === "string" ? variable : undefined),
    });
    palette?.addItem({ command: editCommand, category: "Titer" });
  },
};

/** Opens a tab with the editor of a variable, or one that asks which pipeline is meant. */
async function openEditor(
  app: JupyterFrontEnd,
  rooms: IKernelRooms,
  events: EditorEvents,
  variable: string | undefined,
): Promise<void> {
  const notebook = lastNotebook(app);
  const kernel = notebook?.sessionContext.session?.kernel;
  if (!notebook || !kernel) throw new Error("Open a notebook with the Titer kernel first.");
  const [{ EditorView }, { Chooser }, room] = await Promise.all([
    import("./editorView.ts"),
    import("./chooser.ts"),
    rooms.to(kernel, notebook.sessionContext.name),
  ]);
  const edit = (document: EditorDocument) => {
    const view = new EditorView(room, document, events);
    const tab = addTab(app, view, document.draft.name);
    document.changed.connect(() => {
      tab.title.label = document.draft.name;
    });
    app.shell.currentChanged?.connect((_, { newValue }) => {
      if (newValue === tab) view.tellSelected();
    });
  };
  if (variable !== undefined) {
    edit(room.documents.ofVariable(variable));
    return;
  }
  const chooser = addTab(
    app,
    new Chooser(room, (document) => {
      chooser.dispose();
      edit(document);
    }),
    "Pipeline",
  );
}

function addTab({ shell }: JupyterFrontEnd, content: Widget, label: string): Widget {
  const tab = new MainAreaWidget({ content });
  tab.id = `titer-editor-${UUID.uuid4()}`;
  tab.title.label = label;
  tab.title.icon = pipelineIcon;
  tab.title.closable = true;
  tab.toolbar.hide();
  shell.add(tab, "main", { mode: "split-right", type: "Titer" });
  shell.activateById(tab.id);
  return tab;
}

/** The notebook in front, or the first that is open. */
function lastNotebook({ shell }: JupyterFrontEnd): NotebookPanel | null {
  const current = notebookOf(shell.currentWidget);
  if (current) return current;
  for (const widget of shell.widgets("main")) {
    const notebook = notebookOf(widget);
    if (notebook?.isVisible) return notebook;
  }
  for (const widget of shell.widgets("main")) if (notebookOf(widget)) return notebookOf(widget);
  return null;
}
