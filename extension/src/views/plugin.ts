import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, WidgetTracker } from "@jupyterlab/apputils";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { UUID } from "@lumino/coreutils";
import { viewMime } from "titer/stream";
import { placeOf } from "../forms/place.ts";
import { IObjectLinks, type ObjectLinks } from "../results/objectLinks.ts";
import { Painter } from "../viewer/draw/painter.ts";
import { askForFolder } from "./askForFolder.ts";
import { gridCommand, parseViewCommand, viewCommand } from "./command.ts";
import { GridTab } from "./gridTab.ts";
import { hubOfKernel } from "./kernelHub.ts";
import { downloadedRois, savedRois } from "./roiFiles.ts";
import { sessionKernel } from "./sessionKernel.ts";
import { ViewRenderer } from "./viewRenderer.ts";
import { ViewTab } from "./viewTab.ts";

/** Live views: in outputs, and as tabs by the command `titer:view`; tabs come back with the same view when the page is reloaded. */
export const viewPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:view",
  description: "Shows plates, stores and runs live, in outputs and tabs.",
  autoStart: true,
  requires: [IRenderMimeRegistry, IObjectLinks],
  optional: [ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    registry: IRenderMimeRegistry,
    links: ObjectLinks,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
  ) => {
    const painter = new Painter();
    const { shell, commands, serviceManager } = app;
    const equipment = { links, files: [downloadedRois, savedRois(serviceManager.contents, askForFolder)] };
    const base = serviceManager.serverSettings.baseUrl;
    const tabs = new WidgetTracker<ViewTab>({ namespace: "titer-view" });
    registry.addFactory({
      safe: true,
      mimeTypes: [viewMime],
      defaultRank: 10,
      createRenderer: ({ mimeType }) =>
        new ViewRenderer(mimeType, painter, base, (node) => placeOf(shell, node), equipment),
    });
    commands.addCommand(viewCommand, {
      label: "Titer View",
      caption: "Show a plate, a store or a run",
      execute: (args) => {
        const { address, session, title, id = UUID.uuid4() } = parseViewCommand(args);
        const kernel = sessionKernel(app, session, () => tab.reconnect());
        const tab = new ViewTab(id, title, address, hubOfKernel(kernel.now, base), painter, kernel.path, equipment);
        tab.disposed.connect(() => kernel.dispose());
        tab.changed.connect(() => void tabs.save(tab));
        void tabs.add(tab);
        shell.add(tab, "main", { mode: "split-right" });
        if (args.activate !== false) shell.activateById(tab.id);
        return tab;
      },
    });
    commands.addCommand(gridCommand, {
      label: "Titer Views Side by Side",
      caption: "Show what the view in front shows several times, with linked cameras",
      isEnabled: (args) => "address" in args || tabs.currentWidget !== null,
      execute: (args) => {
        const given = "address" in args ? args : (tabs.currentWidget?.command ?? args);
        const { address, session, title } = parseViewCommand(given);
        const kernel = sessionKernel(app, session, () => tab.reconnect());
        const tab = new GridTab(title, address, hubOfKernel(kernel.now, base), painter, equipment);
        tab.disposed.connect(() => kernel.dispose());
        shell.add(tab, "main", { mode: "split-right" });
        shell.activateById(tab.id);
      },
    });
    palette?.addItem({ command: gridCommand, category: "Titer" });
    if (restorer !== null) {
      void restorer.restore(tabs, {
        command: viewCommand,
        args: (tab) => ({ ...tab.command, activate: false }),
        name: ({ id }) => id,
      });
    }
  },
};
