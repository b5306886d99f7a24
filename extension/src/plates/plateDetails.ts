import { Widget } from "@lumino/widgets";
import type { PlateFacts } from "titer/protocol";
import { button, element } from "../viewer/dom.ts";
import { nameOf, type PlateEntry } from "./plateEntry.ts";
import type { PlateManager } from "./plateManager.ts";

/** What can be done from a plate's details. */
export interface DetailsActions {
  readonly view: () => void;
  readonly files: () => void;
  readonly panel: () => void;
}

/** All that is known of a plate: its metadata, its channels, what is missing or damaged. */
export class PlateDetails extends Widget {
  readonly #manager: PlateManager;
  readonly #find: () => PlateEntry | undefined;
  readonly #actions: DetailsActions;
  #shown: PlateEntry | undefined;

  /** @param find - the plate as it stands now */
  constructor(manager: PlateManager, find: () => PlateEntry | undefined, actions: DetailsActions) {
    super();
    this.#manager = manager;
    this.#find = find;
    this.#actions = actions;
    this.addClass("titer-details");
    this.addClass("titer-scroll");
    manager.changed.connect(this.#update, this);
    this.#update();
  }

  override dispose(): void {
    this.#manager.changed.disconnect(this.#update, this);
    super.dispose();
  }

  #update(): void {
    const entry = this.#find();
    if (entry === this.#shown && entry !== undefined) return;
    if (entry && entry.facts === this.#shown?.facts && entry.state === this.#shown?.state) return;
    this.#shown = entry;
    if (!entry) {
      this.node.replaceChildren(element("p", { class: "titer-panel-empty" }, "The plate is not on the list any more."));
      return;
    }
    const { facts, problem, path } = entry;
    const head = element("h2", {}, nameOf(entry));
    if (!facts) {
      const text = problem ? `${problem.title}. ${problem.todo}` : entry.state;
      this.node.replaceChildren(
        head,
        element("p", {}, path),
        element("div", { class: problem ? "titer-problem" : "" }, text),
      );
      return;
    }
    const buttons = element(
      "div",
      { class: "titer-plate-buttons" },
      button("View", "View images of the plate", this.#actions.view),
      button("Images", "Images of the plate as a list", this.#actions.files),
      button("In the panel", "In the panel: compile and run the plate", this.#actions.panel),
    );
    this.node.replaceChildren(
      head,
      buttons,
      factList(facts),
      channelTable(facts),
      ...problemTable(facts),
      ...missing(facts),
    );
  }
}

function factList(facts: PlateFacts): HTMLElement {
  const { shape, grid, zStepUm, pixelSizeUm } = facts;
  const planes = facts.wells.reduce((sum, well) => sum + well.planes, 0);
  const rows: readonly (readonly [string, string])[] = [
    ["Format", facts.format],
    ["Folder", facts.path],
    ["Wells", `${facts.wells.length}: ${shorten(facts.wells.map(({ well }) => well))}`],
    ["Sites", `${facts.sites.length}${grid ? `, ${grid.rows} × ${grid.columns}` : ""}`],
    ["Z planes", `${facts.zPlanes.length}${zStepUm === null ? "" : `, ${zStepUm} µm apart`}`],
    ["Time points", String(facts.timepoints.length)],
    ["Images", `${planes} of ${shape.y} × ${shape.x} pixels, ${facts.dtype}`],
    ["Pixel size", pixelSizeUm === null ? "no file says" : `${pixelSizeUm} µm`],
    ...(facts.subDirectories.length > 0 ? [["Sub-directories", facts.subDirectories.join(", ")] as const] : []),
  ];
  return element(
    "dl",
    { class: "titer-facts" },
    ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}

function channelTable({ channels }: PlateFacts): HTMLElement {
  const cell = (value: number | undefined, unit: string) =>
    element("td", {}, value === undefined ? "–" : `${value} ${unit}`);
  const rows = channels.map(({ id, name, color, excitationNm, emissionNm, exposureSeconds }) => {
    const swatch = element("span", { class: "titer-swatch", "aria-hidden": "true" });
    swatch.style.background = color === undefined ? "transparent" : `#${color}`;
    return element(
      "tr",
      {},
      element("td", {}, String(id)),
      element("td", {}, swatch, name),
      cell(excitationNm, "nm"),
      cell(emissionNm, "nm"),
      cell(exposureSeconds, "s"),
    );
  });
  return table("Channels", ["Channel", "Name", "Excitation", "Emission", "Exposure"], rows);
}

function problemTable({ problems }: PlateFacts): readonly HTMLElement[] {
  if (problems.length === 0) return [];
  const rows = problems.map(({ code, path, message }) =>
    element("tr", {}, element("td", {}, code), element("td", {}, path), element("td", {}, message)),
  );
  return [table("Problems", ["Kind", "File", "What is wrong"], rows)];
}

function missing({ wells }: PlateFacts): readonly HTMLElement[] {
  const lacking = wells.filter((well) => well.missing > 0);
  if (lacking.length === 0) return [];
  const rows = lacking.map(({ well, planes, missing: count }) =>
    element("tr", {}, ...[well, String(planes), String(count)].map((text) => element("td", {}, text))),
  );
  return [table("Missing images", ["Well", "There", "Missing"], rows)];
}

function table(title: string, heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
  return element(
    "table",
    { class: "titer-table" },
    element("caption", {}, title),
    element("thead", {}, head),
    element("tbody", {}, ...rows),
  );
}

function shorten(names: readonly string[]): string {
  return names.length <= 24 ? names.join(" ") : `${names.slice(0, 23).join(" ")} … ${names.at(-1)}`;
}
