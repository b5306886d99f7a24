import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, WidgetTracker } from "@jupyterlab/apputils";
import { IDefaultFileBrowser } from "@jupyterlab/filebrowser";
import { ILauncher } from "@jupyterlab/launcher";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStateDB } from "@jupyterlab/statedb";
import { IStatusBar } from "@jupyterlab/statusbar";
import type { Widget } from "@lumino/widgets";
import { ITiterLink } from "../comm/link.ts";
import { EngineModel } from "../engine/engineModel.ts";
import { StatusItem } from "../engine/statusItem.ts";
import { IFormsPanel } from "../forms/iFormsPanel.ts";
import { IKernelRooms } from "../rooms/kernelRooms.ts";
import { addCommands } from "./addCommands.ts";
import { panelCommands } from "./commands.ts";
import { addFileTypes } from "./fileTypes.ts";
import { openFoldersOf } from "./openFolders.ts";
import { Settings } from "./settings.ts";
import { TiterSidePanel } from "./sidePanel.ts";
import { Tabs } from "./tabs.ts";
import type { Workbench } from "./workbench.ts";

/** The panel of the left side bar, its tabs, commands and file types. What they show is loaded when it is first used. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:panel",
  description: "Plates, runs and the engine in the side bar.",
  autoStart: true,
  requires: [ITiterLink, IStateDB, ISettingRegistry, IFormsPanel, IKernelRooms],
  optional: [ILayoutRestorer, ICommandPalette, ILauncher, IStatusBar, IDefaultFileBrowser],
  activate: (
    app: JupyterFrontEnd,
    link: ITiterLink,
    state: IStateDB,
    registry: ISettingRegistry,
    forms: IFormsPanel,
    rooms: IKernelRooms,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    statusBar: IStatusBar | null,
    browser: IDefaultFileBrowser | null,
  ) => {
    const engine = new EngineModel(link);
    const settings = new Settings(registry, panelPlugin.id);
    let loading: Promise<Workbench> | null = null;
    const workbench = () => {
      loading ??= import("./workbench.ts").then(
        (module) => new module.Workbench(app, link, engine, state, () => settings.now, { forms, rooms }),
      );
      return loading;
    };
    const panel = new TiterSidePanel(async () => (await workbench()).content());
    app.shell.add(panel, "left", { rank: 350 });
    restorer?.add(panel, panel.id);

    const tracker = new WidgetTracker<Widget>({ namespace: "titer-tabs" });
    const tabs = new Tabs(app, link, workbench, tracker);
    addCommands(app, { workbench, tabs, browser, show: () => app.shell.activateById(panel.id) });
    if (restorer)
      void restorer.restore(tracker, { command: Tabs.restoreCommand, args: tabs.argsOf, name: ({ id }) => id });

    addFileTypes(app, async (path) => (await workbench()).details(path));
    if (browser) openFoldersOf(browser, (path) => void app.commands.execute(panelCommands.openPlate, { path }));
    for (const command of Object.values(panelCommands)) palette?.addItem({ command, category: "Titer" });
    launcher?.add({ command: panelCommands.openPlate, category: "Other", rank: 0 });
    const item = new StatusItem(engine, () => app.shell.activateById(panel.id));
    statusBar?.registerStatusItem("@titer/jupyterlab:engine", { item, align: "left", rank: 50 });
  },
};
