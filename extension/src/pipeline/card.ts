import { closeIcon, copyIcon } from "@jupyterlab/ui-components";
import type { DraftProblem, StepDraft } from "titer/protocol";
import { element, setText } from "../viewer/dom.ts";
import { nameOf } from "./edits.ts";
import { iconButton } from "./iconButton.ts";
import { sentence } from "./problems.ts";
import type { StepSpecials } from "./wires.ts";

/** Height of a card with the space below it, in CSS pixels; the style sheet has the same. */
export const cardPitch = 68;

/** What a card tells its list. */
export interface CardEvents {
  readonly select: () => void;
  readonly toggle: (enabled: boolean) => void;
  readonly duplicate: () => void;
  readonly remove: () => void;
}

/** What a card shows. */
export interface CardContent {
  readonly step: StepDraft;
  readonly number: number;
  readonly selected: boolean;
  readonly problems: readonly DraftProblem[];
  readonly specials: StepSpecials;
}

/** A step as a card. */
export class Card {
  readonly node: HTMLElement;
  readonly handle: HTMLElement;
  readonly #number = element("span", { class: "titer-card-number" });
  readonly #name = element("b", { class: "titer-card-name" });
  readonly #chain = element("span", { class: "titer-card-chain" });
  readonly #facts = element("span", { class: "titer-card-facts" });
  readonly #badge = element("span", { class: "titer-card-badge", hidden: "" });
  readonly #enabled = element("input", { type: "checkbox", title: "Whether the step runs" });
  #shown: CardContent | null = null;

  constructor(events: CardEvents) {
    this.handle = element(
      "span",
      { class: "titer-card-handle", title: "Drag to move; or Alt with the arrow keys" },
      "⠿",
    );
    this.#enabled.addEventListener("change", () => events.toggle(this.#enabled.checked));
    const tools = element(
      "span",
      { class: "titer-card-tools" },
      iconButton(copyIcon, "Duplicate the step", events.duplicate),
      iconButton(closeIcon, "Remove the step", events.remove),
    );
    const text = element("span", { class: "titer-card-text" }, this.#name, this.#chain, this.#facts);
    this.node = element(
      "li",
      { class: "titer-card", tabindex: -1 },
      this.handle,
      this.#number,
      this.#badge,
      text,
      tools,
      this.#enabled,
    );
    this.node.addEventListener("click", events.select);
  }

  show(content: CardContent): void {
    const before = this.#shown;
    this.#shown = content;
    const { step, number, selected, problems } = content;
    if (before?.number !== number) setText(this.#number, String(number));
    if (before?.selected !== selected) {
      this.node.classList.toggle("titer-selected", selected);
      if (selected) this.node.setAttribute("aria-current", "true");
      else this.node.removeAttribute("aria-current");
      this.node.tabIndex = selected ? 0 : -1;
    }
    if (before?.step !== step) {
      setText(this.#name, step.name);
      setText(this.#chain, chainText(step));
      this.#enabled.checked = step.enabled;
      this.#enabled.setAttribute("aria-label", `Run ${step.name}`);
      this.node.classList.toggle("titer-disabled", !step.enabled);
      this.node.dataset.key = step.key;
    }
    setText(this.#facts, factsText(content));
    const count = problems.length;
    this.#badge.hidden = count === 0;
    setText(this.#badge, `⚠ ${count}`);
    this.#badge.title = problems.map(sentence).join("\n");
    this.node.setAttribute("aria-label", labelOf(content));
  }
}

function chainText({ routes }: StepDraft): string {
  return routes
    .map(({ value, functions }) => {
      const chain = functions.map(({ id }) => nameOf({ id })).join(" → ") || "no function";
      return value === null ? chain : `${value}: ${chain}`;
    })
    .join("   ");
}

function factsText({ step, specials }: CardContent): string {
  const { variableComponents, groupBy } = (step.config.processingConfig ?? {}) as Readonly<Record<string, unknown>>;
  return [
    variableComponents === undefined ? "" : `varies ${String(variableComponents)}`,
    groupBy === undefined ? "" : `by ${String(groupBy)}`,
    specials.takes.length > 0 ? `takes ${specials.takes.join(", ")}` : "",
    specials.takesFromPlate.length > 0 ? `takes ${specials.takesFromPlate.join(", ")} of the plate` : "",
    specials.makes.length > 0 ? `makes ${specials.makes.join(", ")}` : "",
  ]
    .filter((fact) => fact !== "")
    .join(" · ");
}

function labelOf({ step, number, problems }: CardContent): string {
  const state = [step.enabled ? "" : "disabled", problems.length > 0 ? `${problems.length} problems` : ""];
  return [`Step ${number}: ${step.name}`, ...state.filter((one) => one !== "")].join(", ");
}
