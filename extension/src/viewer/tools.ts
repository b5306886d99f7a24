import { element } from "./dom.ts";
import { Marker } from "./overlays/marker.ts";
import { ObjectShapes } from "./overlays/objectShapes.ts";
import type { HubLink } from "./pixels/hubLink.ts";
import { drawWith } from "./rois/roiInput.ts";
import { RoiOverlay } from "./rois/roiOverlay.ts";
import { type RoiFiles, RoiPanel } from "./rois/roiPanel.ts";
import { RoiSet } from "./rois/roiSet.ts";
import { RoiTool } from "./rois/roiTool.ts";
import type { Viewer } from "./viewer.ts";

/** An object, or an image, that was chosen somewhere; null where it is not known. */
export interface ChosenObject {
  readonly well: string | null;
  readonly site: number | null;
  readonly z: number | null;
  readonly timepoint: number | null;
  readonly label: number | null;
  readonly y: number | null;
  readonly x: number | null;
}

/** The zoom at which a single object is looked at, if the view is further away. */
const closeUp = 1.5;

/** What a viewer has besides images: objects of the run, regions that are drawn, and a mark at what was chosen in a table. */
export class ViewerTools {
  readonly rois: RoiSet = new RoiSet();
  readonly #viewer: Viewer;
  readonly #objects: ObjectShapes;
  readonly #marker = new Marker();
  readonly #ends: (() => void)[] = [];

  /** @param files - where regions can be saved */
  constructor(viewer: Viewer, link: HubLink, files: readonly RoiFiles[]) {
    this.#viewer = viewer;
    this.#objects = new ObjectShapes(viewer, link);
    const place = () => viewer.state?.place ?? { well: "", site: 1 };
    const tool = new RoiTool(this.rois, place);
    const title = () => `${viewer.model?.facts.name ?? "plate"}_${place().well}_site${place().site}`;
    const pixelSizeUm = () => viewer.model?.facts.pixelSizeUm ?? null;
    const panel = new RoiPanel(this.rois, tool, { place, title, pixelSizeUm }, files);
    viewer.addPanel(this.#objects.node);
    viewer.addPanel(element("details", { class: "titer-details" }, element("summary", {}, "Regions"), panel.node));
    this.#ends.push(
      viewer.addOverlay(new RoiOverlay(this.rois, tool)),
      viewer.addOverlay(this.#marker),
      drawWith(tool, viewer.board),
      this.rois.changed.listen(() => viewer.repaint()),
      tool.changed.listen(() => viewer.repaint()),
      viewer.changed.listen(() => panel.show()),
      () => panel.dispose(),
      () => this.#objects.dispose(),
    );
  }

  /** Lets objects stand out. */
  select(objects: readonly ChosenObject[]): void {
    const labels = objects.flatMap(({ label }) => (label === null ? [] : [label]));
    this.#objects.select(labels);
    const [chosen = 0] = labels;
    const layers = this.#viewer.state?.layers ?? [];
    for (const { id, content } of layers) if (content === "labels") this.#viewer.setLabels(id, { chosen });
  }

  /** Lets objects stand out, and goes to one of them. */
  choose(objects: readonly ChosenObject[], active: ChosenObject | null): void {
    this.select(objects);
    const { model } = this.#viewer;
    const { well = null, site = null, z, timepoint, x = null, y = null } = active ?? {};
    // Tables count from the middle of the first pixel, images from its corner.
    const middle = well !== null && x !== null && y !== null ? { x: x + 0.5, y: y + 0.5 } : null;
    this.#marker.mark(middle && { well: well!, site, ...middle });
    if (model !== null && well !== null) {
      if (model.state.mode === "plate") model.show("plane", well);
      const place = {
        well,
        ...(site === null ? {} : { site }),
        ...(z ? { z } : {}),
        ...(timepoint ? { timepoint } : {}),
      };
      model.go(place);
      if (middle) this.#viewer.look({ ...middle, zoom: Math.max(closeUp, model.state.camera?.zoom ?? 0) });
    }
    this.#viewer.repaint();
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }
}
