import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { PlotlyRenderer } from "./renderer.ts";

/** MIME type of plotly figures, as Python's plotly has it. */
const plotlyMime = "application/vnd.plotly.v1+json";

/** Draws plotly figures in outputs, ours and those of other kernels; plotly.js is loaded with the first one. */
export const plotlyPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:plotly",
  description: "Draws plotly figures in notebook outputs.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: (_app: JupyterFrontEnd, registry: IRenderMimeRegistry) => {
    registry.addFactory({
      safe: true,
      mimeTypes: [plotlyMime],
      defaultRank: 10, // before text/html (50) and pictures (80, 90)
      createRenderer: ({ mimeType }) => new PlotlyRenderer(mimeType),
    });
  },
};
