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
    const toolbar = element(
      "div",
      { class: "titer-roi-tools", role: "toolbar", "aria-label": "Regions" },
      ...this.#buttons,
    );
    const saves = files.map((one) => button(one.saveLabel, one.saveTitle, () => void this.#save(one)));
    const load = button("Load", "Read an ImageJ ROI archive or a .roi file", () => this.#file.click());
    this.#file.addEventListener("change", () => void this.#load());
    const footer = element("div", { class: "titer-roi-tools" }, ...saves, load, this.#file);
    this.node = element(
      "section",
      { class: "titer-roi-panel", "aria-label": "Regions" },
      ...[toolbar, this.#list, footer, this.#status],
    );
    this.#stop = [rois.changed.listen(() => this.show()), tool.changed.listen(() => this.#mark())];
    this.#mark();
    this.show();
  }

  /** Lists the regions of the plane that is shown now; rows that are there stay, and with them the focus. */
  show(): void {
    const { selected } = this.#rois;
    const here = this.#rois.on(this.#place());
    const rows = new Map(([...this.#list.children] as HTMLElement[]).map((row) => [Number(row.dataset.roi), row]));
    const wanted = here.map((one) => rows.get(one.id) ?? this.#row(one));
    const same = wanted.length === rows.size && wanted.every((row, i) => row === this.#list.children[i]);
    if (!same) this.#list.replaceChildren(...wanted);
    here.forEach((one, i) => {
      this.#fill(wanted[i]!, one, one.id === selected?.id);
    });
  }

  dispose(): void {
    for (const stop of this.#stop) stop();
  }

  #mark(): void {
    tools.forEach(([name], i) => {
      this.#buttons[i]!.setAttribute("aria-pressed", String(name === this.#tool.name));
    });
  }

  #row({ id }: PlacedRoi): HTMLElement {
    const now = () => this.#rois.on(this.#place()).find((one) => one.id === id)!.roi; // rows are those of this plane
    const name = element("input", {});
    name.addEventListener("focus", () => this.#rois.select(id));
    name.addEventListener("change", () => this.#rois.change(id, { ...now(), name: name.value.trim() || now().name }));
    const remove = button("\u2715", "Remove", () => this.#rois.remove(id));
    return element(
      "li",
      { class: "titer-roi", "data-roi": id },
      name,
      element("span", { class: "titer-roi-size" }),
      remove,
    );
  }

  #fill(row: HTMLElement, { roi }: PlacedRoi, isSelected: boolean): void {
    const [name, size, remove] = row.children as unknown as [HTMLInputElement, HTMLElement, HTMLElement]; // as made above
    if (name !== document.activeElement) name.value = roi.name;
    name.setAttribute("aria-label", `Name of ${roi.name}`);
    remove.setAttribute("aria-label", `Remove ${roi.name}`);
    setText(size, this.#sizeOf(roi));
    if (isSelected) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
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
