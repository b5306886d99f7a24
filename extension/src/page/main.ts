/**
 * The page of `titer view`: one source in a browser without JupyterLab. The token stands in the address behind `#`, which browsers do
 * not send; what was seen last is kept for a reload.
 *
 * @module
 */
import { ObjectLinks } from "../results/objectLinks.ts";
import { element } from "../viewer/dom.ts";
import { Painter } from "../viewer/draw/painter.ts";
import { linkObjects } from "../viewer/linkObjects.ts";
import { HubLink } from "../viewer/pixels/hubLink.ts";
import { ViewerTools } from "../viewer/tools.ts";
import type { Viewer } from "../viewer/viewer.ts";
import { ViewGrid } from "../viewer/viewGrid.ts";
import { downloadedRois } from "../views/roiFiles.ts";
import { askServer, connectDirectly } from "./server.ts";
import { followTheme } from "./theme.ts";
import { keepViews, keptViews } from "./viewMemory.ts";

async function main(): Promise<void> {
  followTheme(document.documentElement);
  const parent = document.querySelector("main")!; // stands in index.html
  try {
    const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
    const { source } = await askServer(token);
    const link = new HubLink(() => connectDirectly(token));
    parent.replaceChildren();
    const links = new ObjectLinks();
    const equip = (viewer: Viewer) => {
      const tools = new ViewerTools(viewer, link, [downloadedRois]);
      const unlink = linkObjects(viewer, tools, links);
      return () => {
        unlink();
        tools.dispose();
      };
    };
    const grid = new ViewGrid(parent, { link, painter: new Painter(), equip }, keptViews(source) ?? [{ source }]);
    grid.changed.listen(() => {
      document.title = `${grid.viewers[0]?.model?.facts.name ?? "Titer"} \u2013 Titer`;
      keepViews(source, grid.states);
    });
    grid.viewers[0]?.focus();
  } catch (thrown) {
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    parent.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
  }
}

void main();
