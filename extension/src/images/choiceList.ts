import { element } from "../viewer/dom.ts";

/** One component of images as a list of which some can be chosen; none means all. */
export class ChoiceList {
  readonly node: HTMLElement;
  readonly #select: HTMLSelectElement;

  constructor(
    label: string,
    choices: readonly { readonly value: string; readonly label: string }[],
    changed: () => void,
  ) {
    const rows = Math.min(6, Math.max(2, choices.length));
    this.#select = element("select", { multiple: "", size: rows, "aria-label": `${label}: none chosen means all` });
    for (const { value, label: text } of choices) this.#select.append(element("option", { value }, text));
    this.#select.addEventListener("change", changed);
    this.node = element("label", { class: "titer-filter" }, label, this.#select);
    this.node.hidden = choices.length < 2;
  }

  /** The chosen values. */
  get chosen(): readonly string[] {
    return [...this.#select.selectedOptions].map(({ value }) => value);
  }

  choose(values: readonly string[]): void {
    for (const option of this.#select.options) option.selected = values.includes(option.value);
  }
}
