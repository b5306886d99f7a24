import type { Frame, FramePlane, LayerSettings, Shapes } from "titer/stream";
import type { Raster } from "../viewer/draw/raster.ts";
import { Signal } from "../viewer/signal.ts";

/** A component's value in a layer's stack: a number, or a name. */
export type StackValue = string | number;

/** A plane in a session, ready for the graphics card. */
export interface SessionPlane {
  readonly facts: FramePlane;
  readonly raster: Raster;
}

/** A layer of a session: planes, or points and outlines, of one step, well, channel ..., each at its place in the layer's stack. */
export interface SessionLayer {
  readonly name: string;
  readonly settings: LayerSettings;
  /** By their place in the stack. */
  readonly planes: Map<string, SessionPlane>;
  readonly shapes: Map<string, Shapes>;
}

/** What a viewer session holds for a viewer, and which place of the stacks is seen; without a page. */
export class SessionModel {
  readonly changed: Signal<void> = new Signal();
  readonly #layers = new Map<string, SessionLayer>();
  readonly #axes = new Map<string, StackValue[]>();
  #place: Readonly<Record<string, StackValue>>;

  /** @param place - in the stacks, to begin with */
  constructor(place: Readonly<Record<string, StackValue>> = {}) {
    this.#place = place;
  }

  /** In the order in which they came. */
  get layers(): readonly SessionLayer[] {
    return [...this.#layers.values()];
  }

  /** The stacked components with more than one value, and their values in order. */
  get axes(): ReadonlyMap<string, readonly StackValue[]> {
    return new Map([...this.#axes].filter(([, values]) => values.length > 1));
  }

  get place(): Readonly<Record<string, StackValue>> {
    return this.#place;
  }

  /** Takes up what the hub sent; a plane takes the place of the one that was there. Returns the rasters that were replaced. */
  take(frame: Frame): readonly Raster[] {
    const replaced: Raster[] = [];
    frame.planes.forEach((facts, i) => {
      const { layer: settings } = facts;
      if (settings === undefined) return; // nothing that a session streams
      const layer = this.#layer(settings);
      const key = keyOf(settings.stack);
      const before = layer.planes.get(key);
      if (before) replaced.push(before.raster);
      layer.planes.set(key, { facts, raster: { width: facts.width, height: facts.height, pixels: frame.pixels[i]! } });
    });
    frame.shapes.forEach(({ layer }, i) => {
      if (layer) this.#layer(layer).shapes.set(keyOf(layer.stack), frame.arrays[i]!);
    });
    this.changed.emit();
    return replaced;
  }

  /** Goes to a value of a stacked component. */
  go(axis: string, value: StackValue): void {
    this.#place = { ...this.#place, [axis]: value };
    this.changed.emit();
  }

  /** The plane of a layer at the place that is seen; undefined where it has none. */
  seen(layer: SessionLayer): SessionPlane | undefined {
    return layer.planes.get(this.#keyIn(layer));
  }

  /** The points or outlines of a layer at that place. */
  seenShapes(layer: SessionLayer): Shapes | undefined {
    return layer.shapes.get(this.#keyIn(layer));
  }

  #keyIn({ settings }: SessionLayer): string {
    return keyOf(Object.fromEntries(Object.keys(settings.stack).map((axis) => [axis, this.#valueOf(axis)])));
  }

  /** The layer of these settings, made with its first content. */
  #layer(settings: LayerSettings): SessionLayer {
    const known = this.#layers.get(settings.layer);
    const layer = known ?? { name: settings.layer, settings, planes: new Map(), shapes: new Map() };
    this.#layers.set(settings.layer, layer);
    for (const [axis, value] of Object.entries(settings.stack)) this.#addValue(axis, value);
    return layer;
  }

  #valueOf(axis: string): StackValue | undefined {
    const values = this.#axes.get(axis) ?? [];
    const wanted = this.#place[axis];
    return wanted !== undefined && values.includes(wanted) ? wanted : values[0];
  }

  #addValue(axis: string, value: StackValue): void {
    const values = this.#axes.get(axis) ?? [];
    if (values.includes(value)) return;
    const order = (a: StackValue, b: StackValue) =>
      typeof a === "number" && typeof b === "number"
        ? a - b
        : String(a).localeCompare(String(b), "en", { numeric: true });
    this.#axes.set(axis, [...values, value].sort(order));
  }
}

function keyOf(stack: Readonly<Record<string, StackValue | undefined>>): string {
  return JSON.stringify(Object.entries(stack).sort(([a], [b]) => (a < b ? -1 : 1)));
}
