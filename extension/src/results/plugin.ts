import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { tableMime } from "titer/protocol";
import { IObjectLinks, ObjectLinks } from "./objectLinks.ts";
import { ResultsRenderer } from "./resultsRenderer.ts";

/** The page's links between tables, plots and viewers. */
export const objectLinksPlugin: JupyterFrontEndPlugin<ObjectLinks> = {
  id: "@titer/jupyterlab:objectLinks",
  description: "Links the selection in result tables, plots and viewers.",
  autoStart: true,
  provides: IObjectLinks,
  activate: () => new ObjectLinks(),
};

/** The command of the viewer that shows a place: its arguments are those of `Pointed`, without `by`. */
const showCommand = "titer:show-place";

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
        new ResultsRenderer(mimeType, links, ({ source, active }) => {
          if (commands.hasCommand(showCommand)) void commands.execute(showCommand, { source, active } as never); // plain JSON
        }),
    });
  },
};
