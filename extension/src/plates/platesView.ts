import { button, element } from "../viewer/dom.ts";
import { type PlateActions, PlateCard } from "./plateCard.ts";
import { canCompile, isGoing, nameOf, type PlateEntry } from "./plateEntry.ts";
import type { PlateManager } from "./plateManager.ts";

/** What the list of plates needs of the page around it. */
export interface PlatesEvents {
  /** The user wants to add a plate. */
  readonly add: () => void;
  readonly actions: (id: number) => PlateActions;
}

/** The list of plates with what can be done with all of them. */
export class PlatesView {
  readonly node: HTMLElement;
  readonly #manager: PlateManager;
  readonly #events: PlatesEvents;
  readonly #list = element("ul", { class: "titer-plates", "aria-label": "Plates" });
  readonly #empty = element(
    "p",
    { class: "titer-panel-empty" },
    "No plate is open. Open one here, or in the file browser: a .HTD, Index.xml, .zarr or .ome.tif.",
  );
  readonly #cards = new Map<number, PlateCard>();
  readonly #compileAll: HTMLButtonElement;
  readonly #runAll: HTMLButtonElement;
  readonly #stopAll: HTMLButtonElement;

  constructor(manager: PlateManager, events: PlatesEvents) {
    this.#manager = manager;
    this.#events = events;
    const add = button("Open plate…", "Open a plate by its path", events.add);
    add.classList.add("titer-primary");
    this.#compileAll = button(
      "Compile all",
      "Compile all plates that have a pipeline",
      () => void manager.compileAll(),
    );
    this.#runAll = button("Run all", "Run all plates that have a pipeline", () => void manager.runAll());
    this.#stopAll = button("Stop all", "End the runs of all plates", () => void manager.stopAll());
    const bar = element("div", { class: "titer-plate-buttons" }, add, this.#compileAll, this.#runAll, this.#stopAll);
    this.node = element("div", { class: "titer-plates-view" }, bar, this.#empty, this.#list);
    manager.changed.connect(this.#update, this);
    this.#update();
  }

  dispose(): void {
    this.#manager.changed.disconnect(this.#update, this);
    for (const card of this.#cards.values()) card.dispose();
  }

  /** The map of a plate, for images on it. */
  card(id: number): PlateCard | undefined {
    return this.#cards.get(id);
  }

  /** Colours have changed. */
  repaint(): void {
    for (const { map } of this.#cards.values()) map.repaint();
  }

  #update(): void {
    const { plates } = this.#manager;
    this.#empty.hidden = plates.length > 0;
    const several = plates.length > 1;
    this.#compileAll.hidden = this.#runAll.hidden = !several;
    this.#compileAll.disabled = this.#runAll.disabled = !plates.some(canCompile);
    this.#stopAll.hidden = !several || !plates.some(isGoing);
    for (const [id, card] of this.#cards) {
      if (plates.some((plate) => plate.id === id)) continue;
      card.dispose();
      this.#cards.delete(id);
    }
    plates.forEach((plate, index) => {
      const card = this.#cards.get(plate.id) ?? this.#add(plate);
      card.show(plate);
      if (this.#list.children[index] !== card.node)
        this.#list.insertBefore(card.node, this.#list.children[index] ?? null);
    });
  }

  #add(plate: PlateEntry): PlateCard {
    const card = new PlateCard(nameOf(plate), this.#events.actions(plate.id));
    this.#cards.set(plate.id, card);
    return card;
  }
}
