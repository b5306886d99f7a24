import { element, setText } from "../viewer/dom.ts";
import { type MapGrid, mapGrid, neighbour, rectangle } from "./mapGeometry.ts";
import { layoutFor, type MapLayout, type MapWell, paintMap, wellAt } from "./mapPainter.ts";

/** What a map tells its owner. */
export interface MapEvents {
  /** The user has chosen these wells; none when the choice was taken back. */
  readonly select: (wells: readonly string[]) => void;
  /** The user wants to see a well. */
  readonly open: (well: string) => void;
}

const hint = "Arrow keys move, Space chooses, Enter shows the well.";

/**
 * The wells of a plate on one canvas, for the pointer (click, Ctrl+click, drag, double click) and for the keyboard. It is drawn when it
 * is seen and something has changed.
 */
export class PlateMapView {
  readonly node: HTMLElement;
  readonly #events: MapEvents;
  readonly #canvas = element("canvas", { "aria-hidden": "true" });
  readonly #detail = element("p", { class: "titer-map-detail", "aria-live": "polite" });
  readonly #surface: HTMLElement;
  readonly #resized: ResizeObserver;
  readonly #seen: IntersectionObserver;
  #map: MapGrid = mapGrid([]);
  #names = "";
  #wells: readonly MapWell[] = [];
  #selected: ReadonlySet<number> = new Set();
  #images: ReadonlyMap<string, CanvasImageSource> = new Map();
  #current: number | null = null;
  #anchor: number | null = null;
  #layout: MapLayout | null = null;
  #visible = false;
  #stale = true;
  #frame = 0;

  constructor(label: string, events: MapEvents) {
    this.#events = events;
    this.#surface = element(
      "div",
      {
        class: "titer-map-surface",
        role: "application",
        "aria-roledescription": "plate map",
        "aria-label": `${label}. ${hint}`,
        tabindex: 0,
        "data-lm-suppress-shortcuts": "true",
      },
      this.#canvas,
    );
    this.node = element("div", { class: "titer-plate-map" }, this.#surface, this.#detail);
    this.#resized = new ResizeObserver(() => this.#touch());
    this.#resized.observe(this.node);
    this.#seen = new IntersectionObserver((entries) => {
      this.#visible = entries.some((entry) => entry.isIntersecting);
      if (this.#visible && this.#stale) this.#touch();
    });
    this.#seen.observe(this.node);
    this.#listen();
  }

  /** Shows wells, in the plate's order, and which of them are chosen. */
  show(wells: readonly MapWell[], chosen: readonly string[]): void {
    const names = wells.map(({ well }) => well).join(" ");
    if (names !== this.#names) {
      this.#names = names;
      this.#map = mapGrid(wells.map(({ well }) => well));
      this.#current = null;
    }
    this.#wells = wells;
    const set = new Set(chosen);
    this.#selected = new Set(wells.flatMap(({ well }, index) => (set.has(well) ? [index] : [])));
    this.#touch();
  }

  /** Images of wells, by name. */
  showImages(images: ReadonlyMap<string, CanvasImageSource>): void {
    this.#images = images;
    this.#touch();
  }

  /** Colours have changed. */
  repaint(): void {
    this.#touch();
  }

  dispose(): void {
    this.#resized.disconnect();
    this.#seen.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #touch(): void {
    this.#stale = true;
    this.#tell();
    if (!this.#visible || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const width = this.node.clientWidth;
    if (width === 0) return;
    this.#stale = false;
    this.#layout = layoutFor(this.#map, width);
    const picture = { map: this.#map, wells: this.#wells, selected: this.#selected, images: this.#images };
    paintMap(this.#canvas, { ...picture, current: this.#current }, this.#layout);
  }

  #tell(): void {
    const well = this.#current === null ? undefined : this.#wells[this.#current];
    setText(this.#detail, well?.words ?? summary(this.#wells, this.#selected.size));
  }

  #go(to: number | null): void {
    if (to === this.#current) return;
    this.#current = to;
    this.#touch();
  }

  #choose(indexes: Iterable<number>): void {
    this.#selected = new Set(indexes);
    this.#touch();
    const names = this.#wells.flatMap(({ well }, index) => (this.#selected.has(index) ? [well] : []));
    this.#events.select(names);
  }

  #toggle(index: number): void {
    const chosen = new Set(this.#selected);
    if (!chosen.delete(index)) chosen.add(index);
    this.#choose(chosen);
  }

  #under(event: MouseEvent): number | null {
    if (!this.#layout) return null;
    const { left, top } = this.#canvas.getBoundingClientRect();
    return wellAt(this.#map, this.#layout, event.clientX - left, event.clientY - top) ?? null;
  }

  #listen(): void {
    const surface = this.#surface;
    surface.addEventListener("pointermove", (event) => {
      const under = this.#under(event);
      this.#go(under);
      if (event.buttons === 1 && this.#anchor !== null && under !== null)
        this.#choose(rectangle(this.#map, this.#anchor, under));
    });
    surface.addEventListener("pointerleave", () => {
      if (document.activeElement !== surface) this.#go(null);
    });
    surface.addEventListener("pointerdown", (event) => {
      const under = this.#under(event);
      if (event.button !== 0) return;
      this.#anchor = under;
      if (under === null) this.#choose([]);
      else if (event.ctrlKey || event.metaKey) this.#toggle(under);
      else if (this.#selected.size === 1 && this.#selected.has(under)) this.#choose([]);
      else this.#choose([under]);
    });
    surface.addEventListener("dblclick", (event) => {
      const under = this.#under(event);
      if (under !== null) this.#open(under);
    });
    surface.addEventListener("focus", () => this.#go(this.#current ?? (this.#wells.length > 0 ? 0 : null)));
    surface.addEventListener("blur", () => this.#go(null));
    surface.addEventListener("keydown", (event) => this.#press(event));
  }

  #press(event: KeyboardEvent): void {
    const current = this.#current;
    if (current === null) return;
    const move = moves[event.key];
    if (move) {
      const next = neighbour(this.#map, current, move[0], move[1]);
      if (event.shiftKey) {
        this.#anchor ??= current;
        this.#choose(rectangle(this.#map, this.#anchor, next));
      } else this.#anchor = null;
      this.#go(next);
    } else if (event.key === " ") this.#toggle(current);
    else if (event.key === "Enter") this.#open(current);
    else if (event.key === "Escape" && this.#selected.size > 0) this.#choose([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #open(index: number): void {
    const well = this.#wells[index];
    if (well) this.#events.open(well.well);
  }
}

const moves: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function summary(wells: readonly MapWell[], selected: number): string {
  if (selected > 0) return `${selected} ${selected === 1 ? "well is" : "wells are"} chosen: only these are worked on.`;
  const count = (tone: MapWell["tone"]) => wells.filter((well) => well.tone === tone).length;
  const [good, active, bad] = [count("good"), count("active"), count("bad")];
  const parts = [good > 0 ? `${good} done` : "", active > 0 ? `${active} running` : "", bad > 0 ? `${bad} failed` : ""];
  const known = parts.filter((part) => part !== "");
  return known.length > 0 ? `${known.join(", ")} of ${wells.length} wells.` : "Click or drag to choose wells.";
}
