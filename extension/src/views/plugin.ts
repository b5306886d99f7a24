import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { viewMime } from "titer/stream";
import { placeOf } from "../forms/place.ts";
import { Painter } from "../viewer/draw/painter.ts";
import { parseViewCommand, viewCommand } from "./command.ts";
import { hubOfKernel } from "./kernelHub.ts";
import { sessionKernel } from "./sessionKernel.ts";
import { ViewRenderer } from "./viewRenderer.ts";
import { ViewTab } from "./viewTab.ts";

/** Live views: in outputs, and as tabs by the command `titer:view`. */
export const viewPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:view",
  description: "Shows plates, stores and runs live, in outputs and tabs.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: (app: JupyterFrontEnd, registry: IRenderMimeRegistry) => {
    const painter = new Painter();
    const { shell, commands, serviceManager } = app;
    const base = serviceManager.serverSettings.baseUrl;
    registry.addFactory({
      safe: true,
      mimeTypes: [viewMime],
      defaultRank: 10,
      createRenderer: ({ mimeType }) => new ViewRenderer(mimeType, painter, base, (node) => placeOf(shell, node)),
    });
    commands.addCommand(viewCommand, {
      label: "Titer View",
      caption: "Show a plate, a store or a run",
      execute: (args) => {
        const { address, session, title } = parseViewCommand(args);
        const kernel = sessionKernel(serviceManager, shell, session, () => tab.reconnect());
        const tab = new ViewTab(address, hubOfKernel(kernel.now, base), painter);
        tab.id = `titer-view-${crypto.randomUUID()}`;
        tab.title.label = title;
        tab.disposed.connect(() => kernel.dispose());
        shell.add(tab, "main", { mode: "split-right" });
        shell.activateById(tab.id);
        return tab;
      },
    });
  },
};
