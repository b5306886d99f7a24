import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { runMime } from "titer/protocol";
import { placeOf } from "../forms/place.ts";
import { RunRenderer } from "./runRenderer.ts";

/** Shows the progress of runs in outputs, live and in saved notebooks. */
export const runPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:run",
  description: "Shows the progress of runs in notebook outputs.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: ({ shell }: JupyterFrontEnd, registry: IRenderMimeRegistry) => {
    registry.addFactory({
      safe: true,
      mimeTypes: [runMime],
      defaultRank: 10,
      createRenderer: ({ mimeType }) => new RunRenderer(mimeType, (node) => placeOf(shell, node)),
    });
  },
};
