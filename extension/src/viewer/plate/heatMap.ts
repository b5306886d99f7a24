import type { Point } from "../camera.ts";
import { colorMap } from "../colorMaps.ts";
import { formatValue } from "../contrastSubject.ts";
import type { Overlay, OverlayScene, Picked } from "../overlay.ts";

/** A number for each well, to be laid over the plate. */
export interface WellValues {
  /** What the numbers are: `count: cells`. */
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
  /** Name of a colour map. Default: viridis. */
  readonly map?: string;
}

const strength = 0.72;

/** A measurement over the plate: each well in the colour of its value, with the value where there is room, and a legend. */
export class HeatMap implements Overlay {
  readonly name: string;
  readonly #values: ReadonlyMap<string, number>;
  readonly #map: string;
  readonly #low: number;
  readonly #high: number;
  #scene: OverlayScene | null = null;

  constructor({ name, values, map = "viridis" }: WellValues) {
    this.name = name;
    this.#map = map;
    this.#values = new Map(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
    this.#low = Math.min(...this.#values.values());
    this.#high = Math.max(...this.#values.values());
  }

  paint(context: CanvasRenderingContext2D, scene: OverlayScene): void {
    this.#scene = scene;
    if (scene.mode !== "plate" || this.#values.size === 0) return;
    const { planes, planeSize, camera, size } = scene;
    const [wide, high] = [planeSize.width * camera.zoom, planeSize.height * camera.zoom];
    context.font = "12px system-ui, sans-serif";
    context.textBaseline = "bottom";
    for (const { well, x, y } of planes) {
      const value = this.#values.get(well);
      if (value === undefined) continue;
      const left = (x - camera.x) * camera.zoom + size.width / 2;
      const top = (y - camera.y) * camera.zoom + size.height / 2;
      context.globalAlpha = strength;
      context.fillStyle = this.#colour(value);
      context.fillRect(left, top, wide, high);
      context.globalAlpha = 1;
      if (wide < 60) continue;
      context.strokeStyle = "rgb(0 0 0 / 75%)";
      context.lineWidth = 3;
      context.fillStyle = "#fff";
      context.strokeText(formatValue(value), left + 4, top + high - 3);
      context.fillText(formatValue(value), left + 4, top + high - 3);
    }
    this.#legend(context, size.height);
  }

  /** The value of the well under a point is told; the well itself stays to be clicked. */
  describe({ x, y }: Point): Picked | null {
    if (this.#scene === null || this.#scene.mode !== "plate") return null;
    const { planes, planeSize } = this.#scene;
    const found = planes.find(
      (plane) => x >= plane.x && y >= plane.y && x < plane.x + planeSize.width && y < plane.y + planeSize.height,
    );
    const value = found && this.#values.get(found.well);
    return value === undefined ? null : { id: found!.well, text: `${this.name} ${formatValue(value)}` };
  }

  #colour(value: number): string {
    const stops = colorMap(this.#map);
    const share = this.#high > this.#low ? (value - this.#low) / (this.#high - this.#low) : 0.5;
    const place = share * (stops.length - 1);
    const i = Math.min(stops.length - 2, Math.floor(place));
    const parts = stops[i]!.map((part, channel) => part + (stops[i + 1]![channel]! - part) * (place - i));
    return `rgb(${parts.map((part) => Math.round(part * 255)).join(" ")})`;
  }

  #legend(context: CanvasRenderingContext2D, height: number): void {
    const [left, top, width] = [14, height - 26, 140];
    const gradient = context.createLinearGradient(left, 0, left + width, 0);
    const stops = colorMap(this.#map);
    for (const i of stops.keys())
      gradient.addColorStop(
        i / (stops.length - 1),
        this.#colour(this.#low + (i / (stops.length - 1)) * (this.#high - this.#low)),
      );
    context.fillStyle = gradient;
    context.fillRect(left, top, width, 12);
    context.strokeStyle = "rgb(0 0 0 / 75%)";
    context.lineWidth = 3;
    context.fillStyle = "#fff";
    context.textBaseline = "bottom";
    for (const [text, x] of [
      [formatValue(this.#low), left],
      [formatValue(this.#high), left + width - 24],
    ] as const) {
      context.strokeText(text, x, top - 2);
      context.fillText(text, x, top - 2);
    }
    context.strokeText(this.name, left, top + 26);
    context.fillText(this.name, left, top + 26);
  }
}
