import { element } from "../viewer/dom.ts";
import { Card, cardPitch } from "./card.ts";
import type { EditorDocument } from "./document.ts";
import { dragBy } from "./dragging.ts";
import { duplicateStep, mapStep, moveStep, removeStep } from "./edits.ts";
import type { FunctionList } from "./functionList.ts";
import { specialsOf, type Wire, wiresOf } from "./wires.ts";

const svg = "http://www.w3.org/2000/svg";
const gutter = 26;

/** The steps of a pipeline as cards in a column, with the special values that go from one to another as wires. */
export class CardList {
  readonly node: HTMLElement;
  readonly #document: EditorDocument;
  readonly #functions: FunctionList;
  readonly #cards = new Map<string, Card>();
  readonly #list = element("ol", { class: "titer-cards", "aria-label": "Steps" });
  readonly #wires = document.createElementNS(svg, "svg");
  readonly #empty = element("p", { class: "titer-cards-empty" }, "No steps yet: add the first one.");
  #drawn = "";

  constructor(document: EditorDocument, functions: FunctionList) {
    this.#document = document;
    this.#functions = functions;
    this.#wires.classList.add("titer-wires");
    this.#wires.setAttribute("aria-hidden", "true");
    this.node = element("div", { class: "titer-cards-scroll" }, this.#wires, this.#list, this.#empty);
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.update();
  }

  /** Shows the pipeline as it is now; cards whose step is the same stay as they are. */
  update(): void {
    const { draft, selected, problems } = this.#document;
    const keys = new Set(draft.steps.map(({ key }) => key));
    for (const [key, card] of this.#cards) {
      if (keys.has(key)) continue;
      card.node.remove();
      this.#cards.delete(key);
    }
    draft.steps.forEach((step, index) => {
      const card = this.#card(step.key);
      const own = problems.filter((problem) => problem.step === step.key);
      const specials = specialsOf(step, this.#functions);
      card.show({ step, number: index + 1, selected: step.key === selected, problems: own, specials });
      if (this.#list.children[index] !== card.node)
        this.#list.insertBefore(card.node, this.#list.children[index] ?? null);
    });
    this.#empty.hidden = draft.steps.length > 0;
    this.#draw(wiresOf(draft, this.#functions));
  }

  /** Moves the selected card into view. */
  reveal(): void {
    this.#cards.get(this.#document.selected ?? "")?.node.scrollIntoView({ block: "nearest" });
  }

  #card(key: string): Card {
    const known = this.#cards.get(key);
    if (known) return known;
    const { edit, select } = {
      edit: this.#document.edit.bind(this.#document),
      select: this.#document.select.bind(this.#document),
    };
    const card = new Card({
      select: () => select(key),
      toggle: (enabled) => edit((draft) => mapStep(draft, key, (step) => ({ ...step, enabled }))),
      duplicate: () => {
        const made = duplicateStep(this.#document.draft, key);
        edit(() => made.draft);
        select(made.key);
      },
      remove: () => edit((draft) => removeStep(draft, key)),
    });
    dragBy(card.handle, card.node, {
      cards: () => [...this.#list.children] as HTMLElement[], // which the list holds
      scroller: this.node,
      drop: (_, to) => {
        edit((draft) => moveStep(draft, key, to));
        select(key);
      },
    });
    this.#cards.set(key, card);
    return card;
  }

  #key(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLButtonElement) return;
    const { draft, selected } = this.#document;
    const at = draft.steps.findIndex(({ key }) => key === selected);
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (selected === null) return;
    if (step !== 0 && event.altKey) this.#document.edit((now) => moveStep(now, selected, at + step));
    else if (step !== 0) this.#document.select(draft.steps[at + step]?.key ?? selected);
    else if (event.key === "Delete") this.#document.edit((now) => removeStep(now, selected));
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.#cards.get(this.#document.selected ?? "")?.node.focus();
  }

  /** Wires run in the gutter left of the cards, each in a lane of its own. */
  #draw(wires: readonly Wire[]): void {
    const text = JSON.stringify([wires, this.#document.draft.steps.length]);
    if (text === this.#drawn) return;
    this.#drawn = text;
    this.#wires.setAttribute("height", String(this.#document.draft.steps.length * cardPitch));
    this.#wires.setAttribute("width", String(gutter));
    this.#wires.replaceChildren(
      ...wires.flatMap((wire, index) => {
        const lane = gutter - 8 - (index % 4) * 5;
        const path = document.createElementNS(svg, "path");
        path.setAttribute("d", wirePath(wire, lane));
        path.classList.add(wire.from === null ? "titer-wire-missing" : "titer-wire");
        const title = document.createElementNS(svg, "title");
        title.textContent = wire.from === null ? `${wire.name}: no earlier step makes it` : wire.name;
        path.append(title);
        return [path];
      }),
    );
  }
}

function wirePath({ from, to }: Wire, lane: number): string {
  const middle = (place: number) => place * cardPitch + (cardPitch - 8) / 2;
  const end = middle(to) - 8;
  if (from === null) return `M ${lane} ${end} H ${gutter}`;
  const start = middle(from) + 8;
  return `M ${gutter} ${start} H ${lane + 4} Q ${lane} ${start} ${lane} ${start + 4} V ${end - 4} Q ${lane} ${end} ${lane + 4} ${end} H ${gutter}`;
}
