import type { SourceFacts } from "titer/stream";
import type { Look } from "../look.ts";
import { Signal } from "../signal.ts";
import { layersOf } from "./layers.ts";
import { type Place, planeScene, plateScene, type Scene } from "./scene.ts";
import type { LayerView, ViewAddress, ViewMode, ViewState } from "./viewState.ts";

/** Components of a place with an order, which sliders go through. */
export type Axis = "site" | "z" | "timepoint";

/** What a viewer shows, and how it changes; without pixels and page. */
export class ViewModel {
  readonly facts: SourceFacts;
  readonly changed: Signal<ViewState> = new Signal();
  #state: ViewState;
  #scene: Scene;

  /** @param address - a place that the source does not have is replaced by the first it has */
  constructor(facts: SourceFacts, address: ViewAddress | ViewState) {
    this.facts = facts;
    const layers = layersOf(facts, null);
    const saved = "layers" in address ? address : null;
    const kept = saved?.layers.filter(
      ({ step, channel }) => step !== null || facts.channels.some((c) => c.id === channel),
    );
    this.#state = {
      source: address.source,
      mode: address.mode ?? "plane",
      place: placeIn(facts, saved?.place ?? (address as ViewAddress)),
      layers: kept && kept.length > 0 ? kept : layers,
      selected: saved?.selected ?? layers[0]?.id ?? "",
      linked: saved?.linked ?? false,
      camera: saved?.camera ?? null,
    };
    this.#scene = sceneOf(facts, this.#state);
  }

  get state(): ViewState {
    return this.#state;
  }

  get scene(): Scene {
    return this.#scene;
  }

  get selectedLayer(): LayerView | undefined {
    return this.#state.layers.find(({ id }) => id === this.#state.selected) ?? this.#state.layers[0];
  }

  /** The values of an axis. */
  values(axis: Axis): readonly number[] {
    const { sites, zPlanes, timepoints } = this.facts;
    return { site: sites, z: zPlanes, timepoint: timepoints }[axis];
  }

  /** Whether a place has the first site, z plane and timepoint: what the plate in small shows. */
  isFirst({ site, z, timepoint }: Place): boolean {
    const { sites, zPlanes, timepoints } = this.facts;
    return site === (sites[0] ?? 1) && z === (zPlanes[0] ?? 1) && timepoint === (timepoints[0] ?? 1);
  }

  go(place: Partial<Place>): void {
    this.#update({ place: placeIn(this.facts, { ...this.#state.place, ...place }) });
  }

  /** Goes on by so many values of an axis, or wells; at an end it stays, or begins anew. */
  step(axis: Axis | "well", by: number, around = false): void {
    const { place } = this.#state;
    const values: readonly (string | number)[] = axis === "well" ? this.facts.wells : this.values(axis);
    const at = values.indexOf(place[axis]) + by;
    const next = around ? (at + values.length) % values.length : Math.min(values.length - 1, Math.max(0, at));
    this.go({ [axis]: values[next] });
  }

  /** Shows one plane, of a well if one is named, or the whole plate. */
  show(mode: ViewMode, well: string = this.#state.place.well): void {
    this.#update({ mode, place: placeIn(this.facts, { ...this.#state.place, well }), camera: null });
  }

  /** @param camera - null shows all */
  look(camera: ViewState["camera"]): void {
    this.#update({ camera });
  }

  select(layer: string): void {
    this.#update({ selected: layer });
  }

  setLayer(id: string, change: Partial<Omit<LayerView, "id">>): void {
    this.#update({ layers: this.#state.layers.map((layer) => (layer.id === id ? { ...layer, ...change } : layer)) });
  }

  /** Changes the look of a layer, and with linked layers limits and gamma of all that have one. */
  setLook(id: string, look: Look): void {
    const { low, high, gamma } = look;
    const others = this.#state.linked ? { low, high, gamma } : {};
    this.#update({
      layers: this.#state.layers.map((layer) => {
        if (layer.id === id) return { ...layer, look };
        return layer.look ? { ...layer, look: { ...layer.look, ...others } } : layer;
      }),
    });
  }

  /** Links the layers' contrast, beginning with that of the selected one, or sets it free. */
  link(linked: boolean): void {
    this.#update({ linked });
    const selected = this.selectedLayer;
    if (linked && selected?.look) this.setLook(selected.id, selected.look);
  }

  /** Adds the layers of a step of the run; those that are there already stay as they are. */
  addLayers(layers: readonly LayerView[]): void {
    const known = new Set(this.#state.layers.map(({ id }) => id));
    this.#update({ layers: [...this.#state.layers, ...layers.filter(({ id }) => !known.has(id))] });
  }

  /** Takes a step's layers away. */
  removeStep(step: string): void {
    this.#update({ layers: this.#state.layers.filter((layer) => layer.step !== step) });
  }

  #update(change: Partial<ViewState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    const { mode, place } = this.#state;
    const isOther = mode !== before.mode || (mode === "plane" && place.well !== before.place.well);
    if (isOther) this.#scene = sceneOf(this.facts, this.#state);
    this.changed.emit(this.#state);
  }
}

function sceneOf(facts: SourceFacts, { mode, place }: Pick<ViewState, "mode" | "place">): Scene {
  return mode === "plate" ? plateScene(facts) : planeScene(facts, place.well);
}

function placeIn({ wells, sites, zPlanes, timepoints }: SourceFacts, wanted: Partial<Place>): Place {
  return {
    well: among(wells, wanted.well) ?? "",
    site: among(sites, wanted.site) ?? 1,
    z: among(zPlanes, wanted.z) ?? 1,
    timepoint: among(timepoints, wanted.timepoint) ?? 1,
  };
}

function among<T>(values: readonly T[], wanted: T | undefined): T | undefined {
  return wanted !== undefined && values.includes(wanted) ? wanted : values[0];
}
