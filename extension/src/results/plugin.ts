import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { tableMime } from "titer/protocol";
import { viewCommand } from "../views/command.ts";
import { IObjectLinks, ObjectLinks, type Pointed } from "./objectLinks.ts";
import { ResultsRenderer } from "./resultsRenderer.ts";

/** The page's links between tables, plots and viewers. */
export const objectLinksPlugin: JupyterFrontEndPlugin<ObjectLinks> = {
  id: "@titer/jupyterlab:objectLinks",
  description: "Links the selection in result tables, plots and viewers.",
  autoStart: true,
  provides: IObjectLinks,
  activate: () => new ObjectLinks(),
};

/** Shows result tables in outputs, with or without a kernel. */
export const resultsPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:results",
  description: "Shows result tables with plots and gates in notebook outputs.",
  autoStart: true,
  requires: [IRenderMimeRegistry, IObjectLinks],
  activate: ({ commands }: JupyterFrontEnd, registry: IRenderMimeRegistry, links: ObjectLinks) => {
    registry.addFactory({
      safe: true,
      mimeTypes: [tableMime],
      defaultRank: 10, // before text/html (50)
      createRenderer: ({ mimeType }) =>
        new ResultsRenderer(mimeType, links, (pointed) => {
          if (!links.isShown(pointed.source)) void commands.execute(viewCommand, viewOf(pointed));
        }),
    });
  },
};

/** The arguments that open a viewer at a place. */
function viewOf({ source, active }: Pointed): ReadonlyPartialJSONObject {
  const named = Object.entries(active ?? {}).filter(([, value]) => value !== null);
  const { well, site, z, timepoint } = Object.fromEntries(named) as Partial<Record<string, string | number>>;
  const mode = well === undefined ? "plate" : "plane";
  return { address: { source: { ...source }, mode, well, site, z, timepoint } };
}
