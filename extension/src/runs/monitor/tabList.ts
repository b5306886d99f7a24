import { UUID } from "@lumino/coreutils";
import { element, setText } from "../../viewer/dom.ts";

/** A part that is shown behind a tab. */
export interface Part {
  readonly name: string;
  readonly node: HTMLElement;
  /** Called whenever it comes to the front. */
  readonly shown?: () => void;
}

/** Parts of which one is seen at a time, as ARIA's tabs: arrow keys go from tab to tab. */
export class TabList {
  readonly node: HTMLElement;
  readonly #tabs: readonly { readonly part: Part; readonly button: HTMLButtonElement; readonly panel: HTMLElement }[];

  constructor(label: string, parts: readonly Part[]) {
    const id = UUID.uuid4();
    this.#tabs = parts.map((part, index) => {
      const [tab, panel] = [`tab-${id}-${index}`, `panel-${id}-${index}`];
      const button = element("button", { type: "button", role: "tab", id: tab, "aria-controls": panel }, part.name);
      button.addEventListener("click", () => this.#select(index));
      const body = element("div", { role: "tabpanel", id: panel, "aria-labelledby": tab, tabindex: 0 }, part.node);
      return { part, button, panel: body };
    });
    const list = element("div", { role: "tablist", "aria-label": label }, ...this.#tabs.map(({ button }) => button));
    list.dataset.lmSuppressShortcuts = "true";
    list.addEventListener("keydown", (event) => this.#press(event));
    this.node = element("div", { class: "titer-tabs" }, list, ...this.#tabs.map(({ panel }) => panel));
    this.#select(0);
  }

  /** Writes a number behind a tab's name; none for 0. */
  count(name: string, count: number): void {
    const tab = this.#tabs.find(({ part }) => part.name === name);
    if (tab) setText(tab.button, count === 0 ? name : `${name} (${count})`);
  }

  #select(chosen: number): void {
    this.#tabs.forEach(({ button, panel }, index) => {
      button.setAttribute("aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      panel.hidden = index !== chosen;
    });
    this.#tabs[chosen]?.part.shown?.();
  }

  #press(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const from = this.#tabs.findIndex(({ button }) => button === event.target);
    if (by === undefined || from < 0) return;
    event.preventDefault();
    const next = (from + by + this.#tabs.length) % this.#tabs.length;
    this.#select(next);
    this.#tabs[next]?.button.focus();
  }
}
