import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { pipelineMime } from "titer/protocol";
import { IFormsPanel } from "../forms/iFormsPanel.ts";
import { notebookActions } from "../forms/notebookActions.ts";
import { placeOf } from "../forms/place.ts";
import { IKernelRooms } from "../rooms/kernelRooms.ts";
import { EditorTabs, lastNotebook } from "./editorTabs.ts";
import type { EditorEvents } from "./editorView.ts";
import { pipelineIcon } from "./icon.ts";
import { PipelineRenderer } from "./pipelineRenderer.ts";

/** Opens a pipeline editor in a tab: `{ variable?, step? }`; asks which pipeline is meant when no variable is named. */
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
    const tabs = new EditorTabs(app, rooms, events);
    commands.addCommand(editCommand, {
      label: "Edit Pipeline",
      caption: "Edit a pipeline of the notebook in a tab",
      icon: pipelineIcon,
      isEnabled: () => lastNotebook(app) !== null,
      execute: (args) => tabs.open(args),
    });
    palette?.addItem({ command: editCommand, category: "Titer" });
  },
};
