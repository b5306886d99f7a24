import type { ObjectLinks } from "../results/objectLinks.ts";
import type { HubLink } from "../viewer/pixels/hubLink.ts";
import type { RoiFiles } from "../viewer/rois/roiPanel.ts";
import type { Viewer } from "../viewer/viewer.ts";

/** What viewers of a page share besides the graphics card. */
export interface Equipment {
  /** Links with tables and plots. */
  readonly links: ObjectLinks;
  /** Where regions can be saved. */
  readonly files: readonly RoiFiles[];
}

/** Gives a viewer its tools: objects, regions, the link with tables. Returns how to take them away. */
export async function equip(viewer: Viewer, link: HubLink, { links, files }: Equipment): Promise<() => void> {
  const [{ ViewerTools }, { linkObjects }] = await Promise.all([
    import("../viewer/tools.ts"),
    import("../viewer/linkObjects.ts"),
  ]);
  const tools = new ViewerTools(viewer, link, files);
  const unlink = linkObjects(viewer, tools, links);
  return () => {
    unlink();
    tools.dispose();
  };
}
