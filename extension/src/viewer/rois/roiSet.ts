import type { Roi } from "titer/results";
import { Signal } from "../signal.ts";

/** The plane on which regions were drawn; they hold for all of its channels, z planes and timepoints. */
export interface RoiPlace {
  readonly well: string;
  readonly site: number;
}

/** A region on a plane, with a number that it keeps. */
export interface PlacedRoi {
  readonly id: number;
  readonly place: RoiPlace;
  readonly roi: Roi;
}

/** The regions of a viewer, over all planes, and the one that is selected. */
export class RoiSet {
  readonly changed: Signal<void> = new Signal();
  #rois: readonly PlacedRoi[] = [];
  #selected: number | null = null;
  #next = 1;

  get selected(): PlacedRoi | null {
    return this.#rois.find(({ id }) => id === this.#selected) ?? null;
  }

  /** The regions of a plane, oldest first. */
  on({ well, site }: RoiPlace): readonly PlacedRoi[] {
    return this.#rois.filter(({ place }) => place.well === well && place.site === site);
  }

  /** Adds a region and selects it; one without a name gets one. */
  add(place: RoiPlace, roi: Roi): PlacedRoi {
    const id = this.#next++;
    const added = { id, place, roi: roi.name === "" ? { ...roi, name: `${roi.kind} ${id}` } : roi };
    this.#rois = [...this.#rois, added];
    this.#selected = id;
    this.changed.emit();
    return added;
  }

  change(id: number, roi: Roi): void {
    this.#rois = this.#rois.map((one) => (one.id === id ? { ...one, roi } : one));
    this.changed.emit();
  }

  remove(id: number): void {
    this.#rois = this.#rois.filter((one) => one.id !== id);
    if (this.#selected === id) this.#selected = null;
    this.changed.emit();
  }

  select(id: number | null): void {
    if (this.#selected === id) return;
    this.#selected = id;
    this.changed.emit();
  }
}
