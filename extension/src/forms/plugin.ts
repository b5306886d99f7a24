import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { configMime } from "titer/protocol";
import { notebookOf } from "../comm/notebooks.ts";
import { IKernelRooms } from "../rooms/kernelRooms.ts";
import { ConfigRenderer } from "./configRenderer.ts";
import type { SelectedForm } from "./formsPanel.ts";
import { formsIcon } from "./icon.ts";
import { IFormsPanel } from "./iFormsPanel.ts";
import { LazyWidget } from "./lazyWidget.ts";
import { notebookActions } from "./notebookActions.ts";
import { placeOf } from "./place.ts";

/** Shows the form of a scope: `{ scope?, of? }`, as cells write them. */
export const settingsCommand = "titer:settings";
const configScopeWords = ["global", "pipeline", "plate", "step"] as const;

/** Shows configuration scopes as forms: in outputs, and in the right side bar. */
export const configPlugin: JupyterFrontEndPlugin<IFormsPanel> = {
  id: "@titer/jupyterlab:config",
  description: "Edits the configuration of a notebook in forms.",
  autoStart: true,
  requires: [IRenderMimeRegistry, IKernelRooms],
  optional: [ICommandPalette],
  provides: IFormsPanel,
  activate: (
    app: JupyterFrontEnd,
    registry: IRenderMimeRegistry,
    rooms: IKernelRooms,
    palette: ICommandPalette | null,
  ) => {
    const { shell } = app;
    registry.addFactory({
      safe: true,
      mimeTypes: [configMime],
      defaultRank: 10,
      createRenderer: ({ mimeType }) => new ConfigRenderer(mimeType, rooms, (node) => placeOf(shell, node)),
    });
    const panel = new LazyWidget(async () => {
      const { FormsPanel } = await import("./formsPanel.ts");
      const made = new FormsPanel(notebookActions(app));
      follow(app, rooms, (room) => made.use(room));
      return made;
    });
    panel.id = "titer-forms-panel";
    panel.title.icon = formsIcon;
    panel.title.caption = "Titer: configuration";
    shell.add(panel, "right", { rank: 500, type: "Titer" });
    app.commands.addCommand(settingsCommand, {
      label: "Titer Configuration",
      caption: "Show the forms of the notebook's configuration",
      icon: formsIcon,
      execute: async ({ scope, of }) => {
        shell.activateById(panel.id);
        const made = await panel.load();
        const known = configScopeWords.find((one) => one === scope);
        if (known) made.go(typeof of === "string" ? { scope: known, of } : { scope: known });
      },
    });
    palette?.addItem({ command: settingsCommand, category: "Titer" });
    return {
      select: async (selected: SelectedForm | null) => {
        const made = panel.content ?? (selected && panel.isVisible ? await panel.load() : null);
        made?.select(selected);
      },
      show: async () => {
        shell.activateById(panel.id);
        return panel.load();
      },
    };
  },
};

/** Tells which kernel's notebook is in front, now and whenever that changes; other panels in front leave it. */
function follow(
  { shell }: JupyterFrontEnd,
  rooms: IKernelRooms,
  use: (room: Awaited<ReturnType<IKernelRooms["to"]>>) => void,
): void {
  const look = async (): Promise<void> => {
    const notebook = notebookOf(shell.currentWidget);
    const kernel = notebook?.sessionContext.session?.kernel;
    notebook?.sessionContext.kernelChanged.disconnect(again);
    notebook?.sessionContext.kernelChanged.connect(again);
    if (notebook && kernel?.name === "titer") use(await rooms.to(kernel, notebook.sessionContext.name));
  };
  const again = () => void look();
  shell.currentChanged?.connect(again);
  again();
}
