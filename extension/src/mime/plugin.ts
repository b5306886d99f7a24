import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { planeMime } from "titer/protocol";
import { Painter } from "../viewer/draw/painter.ts";
import { PlaneRenderer } from "./planeRenderer.ts";

/** Shows image planes in outputs, with or without a kernel; all of them draw with one graphics context. */
export const planePlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:plane",
  description: "Shows image planes in notebook outputs.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: (_app: JupyterFrontEnd, registry: IRenderMimeRegistry) => {
    const painter = new Painter();
    registry.addFactory({
      safe: true,
      mimeTypes: [planeMime],
      defaultRank: 10, // before text/html (50) and image/png (90)
      createRenderer: ({ mimeType }) => new PlaneRenderer(mimeType, painter),
    });
  },
};
