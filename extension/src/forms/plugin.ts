import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { configMime } from "titer/protocol";
import { ConfigRenderer } from "./configRenderer.ts";
import { placeOf } from "./place.ts";

/** Shows configuration scopes as forms. */
export const configPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:config",
  description: "Edits the configuration of a notebook in forms.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: ({ shell }: JupyterFrontEnd, registry: IRenderMimeRegistry) => {
    registry.addFactory({
      safe: true,
      mimeTypes: [configMime],
      defaultRank: 10,
      createRenderer: ({ mimeType }) => new ConfigRenderer(mimeType, (node) => placeOf(shell, node)),
    });
  },
};
