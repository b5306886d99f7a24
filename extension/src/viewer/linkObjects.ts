import { type ObjectLinks, type Pointed, sameSource } from "../results/objectLinks.ts";
import type { ViewerTools } from "./tools.ts";
import type { Viewer } from "./viewer.ts";

/** Links a viewer with the tables and plots of a page that are about the same source. Returns how to stop. */
export function linkObjects(viewer: Viewer, tools: ViewerTools, links: ObjectLinks): () => void {
  const follow = (_: unknown, { source, places, active, by }: Pointed) => {
    const own = viewer.state?.source;
    if (by !== viewer && own !== undefined && sameSource(own, source)) tools.choose(places, active);
  };
  links.pointed.connect(follow);
  const leave = links.join(() => viewer.state?.source ?? null);
  const stop = viewer.selection.listen((selection) => {
    const { state } = viewer;
    const label = selection?.picked.id;
    if (state === null || (selection !== null && typeof label !== "number")) return;
    const { well, site, z, timepoint } = state.place;
    const object = { well, site, z, timepoint, channel: null, label: label as number, y: null, x: null };
    const places = selection === null ? [] : [object];
    tools.select(places);
    links.point({ source: state.source, places, active: places[0] ?? null, by: viewer });
  });
  return () => {
    links.pointed.disconnect(follow);
    stop();
    leave();
  };
}
