import type { MapGrid } from "./mapGeometry.ts";

/** A well as the map shows it. */
export interface MapWell {
  readonly well: string;
  readonly tone: "none" | "idle" | "active" | "good" | "bad";
  /** 0..1: how far its work is. */
  readonly share: number;
  /** All that there is to say of it, a sentence. */
  readonly words: string;
}

/** What a map shows. */
export interface MapPicture {
  readonly map: MapGrid;
  readonly wells: readonly MapWell[];
  readonly selected: ReadonlySet<number>;
  /** Under the keyboard or the pointer. */
  readonly current: number | null;
  /** Images of wells, in small. */
  readonly images: ReadonlyMap<string, CanvasImageSource>;
}

/** Sizes in CSS pixels. */
export interface MapLayout {
  readonly cell: number;
  readonly gap: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const labelWidth = 16;
const labelHeight = 13;

/** How large a map is drawn in a given width. */
export function layoutFor({ rows, columns, rowNames }: MapGrid, width: number): MapLayout {
  const labelled = rowNames.some((name) => name !== "");
  const [left, top] = labelled ? [labelWidth, labelHeight] : [0, 0];
  const gap = columns > 24 ? 1 : columns > 12 ? 2 : 3;
  const cell = Math.max(3, Math.min(28, Math.floor((width - left) / columns) - gap));
  const size = (count: number) => count * (cell + gap);
  return { cell, gap, left, top, width: left + size(columns), height: top + size(rows) };
}

/** The well at a point of the drawing. */
export function wellAt(map: MapGrid, { cell, gap, left, top }: MapLayout, x: number, y: number): number | undefined {
  const place = { row: Math.floor((y - top) / (cell + gap)), column: Math.floor((x - left) / (cell + gap)) };
  return map.at(place);
}

/** Draws a plate map; colours are those of the theme. */
export function paintMap(canvas: HTMLCanvasElement, picture: MapPicture, layout: MapLayout): void {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(layout.width * scale), Math.round(layout.height * scale)];
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  canvas.style.width = `${layout.width}px`;
  canvas.style.height = `${layout.height}px`;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  const colours = coloursOf(canvas);
  paintLabels(context, picture.map, layout, colours.label);
  picture.wells.forEach((well, index) => {
    const place = picture.map.places[index];
    if (place === undefined) return;
    const x = layout.left + place.column * (layout.cell + layout.gap);
    const y = layout.top + place.row * (layout.cell + layout.gap);
    const image = picture.images.get(well.well);
    paintWell(context, well, image, { x, y, size: layout.cell }, colours);
    if (picture.selected.has(index)) frame(context, x, y, layout.cell, colours.selected, 2);
    if (picture.current === index) frame(context, x, y, layout.cell, colours.text, 1);
  });
}

interface Colours extends Readonly<Record<Exclude<MapWell["tone"], "none">, string>> {
  readonly empty: string;
  readonly label: string;
  readonly text: string;
  readonly selected: string;
  readonly mark: string;
}

function coloursOf(node: HTMLElement): Colours {
  const style = getComputedStyle(node);
  const colour = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    empty: colour("--titer-map-empty", "#ddd"),
    idle: colour("--titer-map-empty", "#ddd"),
    active: colour("--jp-brand-color1", "#1976d2"),
    good: colour("--jp-success-color1", "#388e3c"),
    bad: colour("--jp-error-color1", "#d32f2f"),
    label: colour("--jp-ui-font-color2", "#666"),
    text: colour("--jp-ui-font-color0", "#000"),
    selected: colour("--jp-brand-color1", "#1976d2"),
    mark: "#fff",
  };
}

function paintLabels(context: CanvasRenderingContext2D, map: MapGrid, layout: MapLayout, colour: string): void {
  const { cell, gap, left, top } = layout;
  context.fillStyle = colour;
  context.font = "9px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  const every = Math.max(1, Math.ceil(11 / (cell + gap))); // a label needs 11 pixels
  map.rowNames.forEach((name, row) => {
    if (row % every === 0) context.fillText(name, left / 2 - 1, top + row * (cell + gap) + cell / 2);
  });
  const apart = Math.max(1, Math.ceil(14 / (cell + gap)));
  map.columnNames.forEach((name, column) => {
    if (column % apart === 0) context.fillText(name, left + column * (cell + gap) + cell / 2, top / 2);
  });
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

function paintWell(
  context: CanvasRenderingContext2D,
  { tone, share }: MapWell,
  image: CanvasImageSource | undefined,
  { x, y, size }: Spot,
  colours: Colours,
): void {
  const radius = Math.min(4, size / 4);
  context.save();
  context.beginPath();
  context.roundRect(x, y, size, size, radius);
  context.fillStyle = colours.empty;
  context.fill();
  context.clip();
  if (image) context.drawImage(image, x, y, size, size);
  if (tone !== "none" && tone !== "idle") {
    // Over an image the state is a strip at its foot.
    const full = image ? Math.max(2, size / 6) : size;
    const height = tone === "bad" ? full : full * share;
    context.fillStyle = colours[tone];
    context.fillRect(x, y + size - height, size, height);
  }
  if (tone === "bad" && size >= 6) mark(context, { x, y, size }, colours.mark);
  context.restore();
}

/** A cross: failed wells can be told without seeing colours. */
function mark(context: CanvasRenderingContext2D, { x, y, size }: Spot, colour: string): void {
  const inset = size * 0.3;
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, size / 9);
  context.beginPath();
  context.moveTo(x + inset, y + inset);
  context.lineTo(x + size - inset, y + size - inset);
  context.moveTo(x + size - inset, y + inset);
  context.lineTo(x + inset, y + size - inset);
  context.stroke();
}

function frame(context: CanvasRenderingContext2D, x: number, y: number, size: number, colour: string, width: number) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.roundRect(x - 0.5, y - 0.5, size + 1, size + 1, Math.min(4, size / 4));
  context.stroke();
}
