import type { Roi } from "titer/results";
import { button, element, setText } from "../dom.ts";
import type { PlacedRoi, RoiPlace, RoiSet } from "./roiSet.ts";
import type { RoiTool, ToolName } from "./roiTool.ts";
import { measureOf } from "./shape.ts";

/** Where regions are saved to and read from. */
export interface RoiFiles {
  /** Saves an archive; answers in words where it is. */
  readonly save: (name: string, bytes: Uint8Array) => Promise<string>;
  /** What the button that saves says. */
  readonly saveLabel: string;
  readonly saveTitle: string;
}

const tools: readonly (readonly [name: ToolName, label: string, title: string])[] = [
  ["none", "Move", "Move the image with the pointer"],
  ["select", "Select", "Select a region, move it or its corners; arrow keys move it, Delete removes it"],
  ["rectangle", "Rectangle", "Draw rectangles"],
  ["ellipse", "Ellipse", "Draw ellipses"],
  ["polygon", "Polygon", "Draw polygons: click corners, end with a double click or Enter"],
  ["freehand", "Freehand", "Draw outlines freely"],
  ["line", "Line", "Draw lines, to measure lengths"],
  ["points", "Points", "Set points"],
];

/** Tools to draw with, the regions of the plane that is shown, and their files. */
export class RoiPanel {
  readonly node: HTMLElement;
  readonly #rois: RoiSet;
  readonly #tool: RoiTool;
  readonly #place: () => RoiPlace;
  readonly #title: () => string;
  readonly #files: readonly RoiFiles[];
  readonly #pixelSizeUm: () => number | null;
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #list = element("ul", { class: "titer-rois", "aria-label": "Regions of this plane" });
  readonly #status = element("output", { class: "titer-rois-status" });
  readonly #file = element("input", { type: "file", accept: ".zip,.roi", hidden: "", "aria-label": "ROI file" });
  readonly #stop: readonly (() => void)[];

  constructor(
    rois: RoiSet,
    tool: RoiTool,
    view: { readonly place: () => RoiPlace; readonly title: () => string; readonly pixelSizeUm: () => number | null },
    files: readonly RoiFiles[],
  ) {
    this.#rois = rois;
    this.#tool = tool;
    this.#place = view.place;
    this.#title = view.title;
    this.#pixelSizeUm = view.pixelSizeUm;
    this.#files = files;
    this.#buttons = tools.map(([name, label, title]) => button(label, title, () => tool.choose(name)));
    const toolbar = element("div", { class: "titer-roi-tools", role: "toolbar", "aria-label": "Regions" }, ...this.#buttons);
    const saves = files.map((one) => button(one.saveLabel, one.saveTitle, () => void this.#save(one)));
    const load = button("Load", "Read an ImageJ ROI archive or a .roi file", () => this.#file.click());
    this.#file.addEventListener("change", () => void this.#load());
    const footer = element("div", { class: "titer-roi-tools" }, ...saves, load, this.#file);
    this.node = element(
      "section",
      { class: "titer-roi-panel", "aria-label": "Regions" },
      ...[element("h3", {}, "Regions"), toolbar, this.#list, footer, this.#status],
    );
    this.#stop = [rois.changed.listen(() => this.show()), tool.changed.listen(() => this.#mark())];
    this.#mark();
    this.show();
  }

  /** Lists the regions of the plane that is shown now. */
  show(): void {
    const { selected } = this.#rois;
    const here = this.#rois.on(this.#place());
    const inFocus = this.#list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.roi : undefined;
    this.#list.replaceChildren(...here.map((one) => this.#item(one, one.id === selected?.id)));
    if (inFocus) this.#list.querySelector<HTMLElement>(`[data-roi="${inFocus}"]`)?.focus();
  }

  dispose(): void {
    for (const stop of this.#stop) stop();
  }

  #mark(): void {
    tools.forEach(([name], i) => {
      this.#buttons[i]!.setAttribute("aria-pressed", String(name === this.#tool.name));
    });
  }

  #item({ id, roi }: PlacedRoi, isSelected: boolean): HTMLElement {
    const name = element("input", { value: roi.name, "aria-label": `Name of ${roi.name}`, "data-roi": id });
    name.addEventListener("focus", () => this.#rois.select(id));
    name.addEventListener("change", () => this.#rois.change(id, { ...roi, name: name.value.trim() || roi.name }));
    const remove = button("\u2715", `Remove ${roi.name}`, () => this.#rois.remove(id));
    const about = element("span", { class: "titer-roi-size" }, this.#sizeOf(roi));
    const state = isSelected ? { "aria-current": "true" } : {};
    return element("li", { class: "titer-roi", ...state }, name, about, remove);
  }

  #sizeOf(roi: Roi): string {
    const measure = measureOf(roi);
    if (measure === null) return `${roi.x.length} points`;
    const um = this.#pixelSizeUm();
    const power = measure.kind === "area" ? 2 : 1;
    const value = um === null ? measure.value : measure.value * um ** power;
    const digits = value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
    return `${digits} ${um === null ? "px" : "µm"}${power === 2 ? "²" : ""}`;
  }

  async #save(files: RoiFiles): Promise<void> {
    await this.#try(async () => {
      const rois = this.#rois.on(this.#place()).map(({ roi }) => roi);
      if (rois.length === 0) return "There are no regions on this plane.";
      const { packRois } = await import("titer/results");
      const name = `${this.#title().replace(/[^\w.-]+/g, "_")}.roi.zip`;
      const bytes = new Uint8Array(await new Blob(packRois(name, rois) as BlobPart[]).arrayBuffer());
      return files.save(name, bytes);
    });
  }

  async #load(): Promise<void> {
    const [file] = this.#file.files ?? [];
    if (!file) return;
    await this.#try(async () => {
      const { unpackRois } = await import("titer/results");
      const rois = await unpackRois(new Uint8Array(await file.arrayBuffer()), file.name);
      for (const roi of rois) this.#rois.add(this.#place(), roi);
      return `${rois.length} regions read from ${file.name}.`;
    });
    this.#file.value = "";
  }

  async #try(action: () => Promise<string>): Promise<void> {
    try {
      setText(this.#status, await action());
    } catch (thrown) {
      setText(this.#status, thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
}
