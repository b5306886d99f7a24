import { IJupyterWidgetRegistry } from "@jupyter-widgets/base";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Painter } from "../viewer/draw/painter.ts";
import { widgetModule, widgetVersion } from "./names.ts";

/** Widgets of our own, to be put into the boxes of Jupyter's widgets. */
export const widgetsPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:widgets",
  description: "Widgets that show image planes.",
  autoStart: true,
  requires: [IJupyterWidgetRegistry],
  activate: (_app: JupyterFrontEnd, registry: IJupyterWidgetRegistry) => {
    registry.registerWidget({
      name: widgetModule,
      version: widgetVersion,
      exports: async () => {
        const { planeClasses } = await import("./planeWidget.ts");
        return planeClasses(new Painter()) as Record<string, never>; // the registry takes classes by name
      },
    });
  },
};
