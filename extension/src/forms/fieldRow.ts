import type { ConfigFormField, ConfigFormValue } from "titer/protocol";
import { button, element, setText } from "../viewer/dom.ts";
import { enteredValue, shownValue } from "./fieldValue.ts";

type Control = HTMLInputElement | HTMLSelectElement;

/** What a row tells its form. */
export interface RowEvents {
  /** Another value; undefined inherits again. */
  readonly edited: (path: string, value: unknown) => void;
}

/** A field with its label, its control, and what can be done with it. */
export class FieldRow {
  readonly node: HTMLElement;
  readonly #field: ConfigFormField;
  readonly #control: Control;
  readonly #reset: HTMLButtonElement;
  readonly #problem: HTMLElement = element("p", { class: "titer-form-problem", role: "alert", hidden: "" });
  #value: ConfigFormValue;

  constructor(field: ConfigFormField, label: string, value: ConfigFormValue, events: RowEvents) {
    this.#field = field;
    this.#value = value;
    const id = `titer-field-${crypto.randomUUID()}`;
    this.#control = controlOf(field, id);
    this.#control.addEventListener("change", () => this.#changed(events));
    this.#reset = button("↺", `Inherit ${field.path} again`, () => events.edited(field.path, undefined));
    const none = field.nullable
      ? [button("∅", `Set ${field.path} to none`, () => events.edited(field.path, null))]
      : [];
    const name = element("label", { for: id, title: field.doc }, label);
    const unit = element("span", { class: "titer-form-unit" }, field.unit ?? "");
    const buttons = element("span", { class: "titer-form-buttons" }, ...none, this.#reset);
    const doc = element("p", { class: "titer-form-doc" }, field.doc);
    this.node = element(
      "div",
      { class: "titer-form-row", "data-path": field.path },
      name,
      this.#control,
      unit,
      buttons,
      doc,
      this.#problem,
    );
    this.show(value, false);
  }

  /** Whether the field is set at this very scope. */
  get isSet(): boolean {
    return this.#value.own !== undefined;
  }

  /** Whether a search finds the field. */
  matches(words: string): boolean {
    return `${this.#field.path} ${this.#field.doc}`.toLowerCase().includes(words.toLowerCase());
  }

  /** Shows a value, and whether the cell's text lacks it. A control that is being written in keeps its text. */
  show(value: ConfigFormValue, unwritten: boolean): void {
    this.#value = value;
    this.node.classList.toggle("titer-set", this.isSet);
    this.node.classList.toggle("titer-unwritten", unwritten);
    this.#reset.hidden = !this.isSet;
    this.refuse("");
    const shown = value.own === null ? "" : shownValue(value.own);
    if (this.#control instanceof HTMLSelectElement) {
      const [first] = this.#control.options;
      if (first) setText(first, value.own === null ? "none" : value.placeholder);
      this.#control.value = shown;
      return;
    }
    this.#control.placeholder = value.own === null ? "none" : value.placeholder;
    if (this.#control !== document.activeElement || this.#control.value.trim() === "") this.#control.value = shown;
  }

  /** Says why a value was not taken; an empty text takes that back. */
  refuse(message: string): void {
    setText(this.#problem, message);
    this.#problem.hidden = message === "";
    this.#control.toggleAttribute("aria-invalid", message !== "");
  }

  /** Whether the field can be edited now. */
  enable(editable: boolean): void {
    this.#control.disabled = !editable;
    for (const one of this.node.querySelectorAll("button")) one.disabled = !editable;
  }

  #changed(events: RowEvents): void {
    const entered = enteredValue(this.#field, this.#control.value);
    if (entered.kind === "wrong") this.refuse(entered.message);
    else events.edited(this.#field.path, entered.kind === "value" ? entered.value : undefined);
  }
}

function controlOf(field: ConfigFormField, id: string): Control {
  const choices = field.kind === "boolean" ? ["true", "false"] : field.kind === "choice" ? (field.choices ?? []) : null;
  if (choices === null) {
    const isNumber = field.kind === "integer" || field.kind === "number";
    return element("input", { id, type: "text", inputmode: isNumber ? "decimal" : undefined, spellcheck: "false" });
  }
  const options = choices.map((choice) => element("option", { value: choice }, choice));
  return element("select", { id }, element("option", { value: "" }), ...options);
}
