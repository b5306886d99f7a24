import { closeIcon, refreshIcon } from "@jupyterlab/ui-components";
import type { DraftProblem, StepDraft } from "titer/protocol";
import { button, element, setText } from "../viewer/dom.ts";
import type { FunctionPlace } from "./edits.ts";
import { nameOf } from "./edits.ts";
import { iconButton } from "./iconButton.ts";

/** What the table tells its step. */
export interface RouteEvents {
  readonly select: (at: FunctionPlace) => void;
  readonly add: (at: FunctionPlace) => void;
  readonly replace: (at: FunctionPlace) => void;
  readonly remove: (at: FunctionPlace) => void;
  readonly addRoute: () => void;
  readonly removeRoute: (route: number) => void;
  readonly rename: (route: number, value: string) => void;
}

/** What the table shows. */
export interface RouteContent {
  readonly step: StepDraft;
  readonly selected: FunctionPlace;
  /** What routes are values of, resolved: `channel`. */
  readonly groupBy: string;
  readonly problems: readonly DraftProblem[];
}

/** The chains of a step as a table: a row for each value that is routed, a column for each place in the chain. */
export class RoutesTable {
  readonly node: HTMLElement = element("table", { class: "titer-routes" });
  readonly #events: RouteEvents;
  #drawn = "";

  constructor(events: RouteEvents) {
    this.#events = events;
  }

  show({ step, selected, groupBy, problems }: RouteContent): void {
    const wrong = problems.flatMap(({ at }) => (at ? [`${at.route} ${at.place}`] : []));
    const text = JSON.stringify([step.routes.map(shapeOf), selected, groupBy, wrong]);
    if (text === this.#drawn) return;
    this.#drawn = text;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.at : undefined;
    const length = Math.max(1, ...step.routes.map(({ functions }) => functions.length));
    const routed = step.routes[0]?.value !== null;
    const caption = routed
      ? `Functions by ${groupBy}: planes of other values pass unchanged.`
      : "Functions, one after the other.";
    const heads = Array.from({ length }, (_, place) => element("th", { scope: "col" }, String(place + 1)));
    const head = element(
      "tr",
      {},
      element("th", { scope: "col" }, routed ? groupBy : "planes"),
      ...heads,
      element("td", {}),
    );
    const rows = step.routes.map((_, route) => this.#row(step, route, length, selected, wrong));
    const add = button(
      routed ? `+ another ${groupBy}` : `Route by ${groupBy}`,
      routed ? `Add a chain for another value of ${groupBy}` : `Use other functions for each value of ${groupBy}`,
      this.#events.addRoute,
    );
    const foot = element("tr", {}, element("td", { colspan: length + 2 }, add));
    this.node.replaceChildren(
      element("caption", {}, caption),
      element("thead", {}, head),
      element("tbody", {}, ...rows),
      element("tfoot", {}, foot),
    );
    if (focused) this.node.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus();
  }

  #row(step: StepDraft, route: number, length: number, selected: FunctionPlace, wrong: readonly string[]): HTMLElement {
    const { value, functions } = step.routes[route]!; // one of the step's
    const cells = Array.from({ length: length + 1 }, (_, place) => {
      const fn = functions[place];
      if (fn) return this.#cell({ route, place }, nameOf(fn), selected, wrong.includes(`${route} ${place}`));
      if (place !== functions.length) return element("td", {});
      const plus = button("+", "Add a function here", () => this.#events.add({ route, place }));
      return element("td", {}, plus);
    });
    return element("tr", {}, this.#head(value, route), ...cells);
  }

  #head(value: string | null, route: number): HTMLElement {
    if (value === null) return element("th", { scope: "row" }, "all");
    const input = element("input", {
      type: "text",
      value,
      "aria-label": `Value of route ${route + 1}`,
      "data-at": `r${route}`,
    });
    input.addEventListener("change", () => this.#events.rename(route, input.value.trim()));
    const remove = iconButton(closeIcon, `Remove the route of ${value}`, () => this.#events.removeRoute(route));
    return element("th", { scope: "row" }, input, remove);
  }

  #cell(at: FunctionPlace, name: string, selected: FunctionPlace, wrong: boolean): HTMLElement {
    const isSelected = at.route === selected.route && at.place === selected.place;
    const open = button(name, `Edit ${name}`, () => this.#events.select(at));
    open.dataset.at = `${at.route}-${at.place}`;
    open.setAttribute("aria-pressed", String(isSelected));
    const tools = [
      iconButton(refreshIcon, `Choose another function in place of ${name}`, () => this.#events.replace(at)),
      iconButton(closeIcon, `Remove ${name}`, () => this.#events.remove(at)),
    ];
    const chip = element(
      "span",
      { class: `titer-chip${wrong ? " titer-wrong" : ""}` },
      open,
      ...(isSelected ? tools : []),
    );
    return element("td", {}, chip);
  }
}

function shapeOf({ value, functions }: StepDraft["routes"][number]) {
  return [value, functions.map(({ id }) => id)];
}

/** Puts a text into an element of its own that is hidden while it is empty. */
export function notice(node: HTMLElement, text: string): void {
  setText(node, text);
  node.hidden = text === "";
}
