import { UUID } from "@lumino/coreutils";
import { messageOf } from "titer/errors";
import type { ConfigFormValue } from "titer/protocol";
import { button, element, setText } from "../viewer/dom.ts";
import { type Control, controlOf } from "./controls.ts";
import type { FormField } from "./formModel.ts";

/** A field with its label, its control, and what can be done with it. */
export class FieldRow {
  readonly node: HTMLElement;
  readonly field: FormField;
  readonly #control: Control;
  readonly #reset: HTMLButtonElement;
  readonly #none: HTMLButtonElement | null;
  readonly #problem: HTMLElement;
  readonly #edit: (path: string, value: unknown) => void;
  #value: ConfigFormValue;

  /** @param edit sets a value, undefined inherits again; throws an Error that says why it is not taken */
  constructor(field: FormField, value: ConfigFormValue, edit: (path: string, value: unknown) => void) {
    this.field = field;
    this.#value = value;
    this.#edit = edit;
    const id = `titer-field-${UUID.uuid4()}`;
    this.#problem = element("p", { class: "titer-form-problem", role: "alert", id: `${id}-problem`, hidden: "" });
    this.#control = controlOf(field, id, {
      entered: (entered, isFinal) => this.#enter(entered, isFinal),
      wrong: (message) => this.refuse(message),
    });
    this.#reset = button("↺", `Inherit ${field.path} again`, () => this.#enter(undefined, true));
    this.#none = field.nullable ? button("∅", `Set ${field.path} to none`, () => this.#enter(null, true)) : null;
    const name = element("label", { for: id, title: field.doc }, field.label);
    const unit = element("span", { class: "titer-form-unit" }, field.unit ?? "");
    const buttons = element("span", { class: "titer-form-buttons" }, ...(this.#none ? [this.#none] : []), this.#reset);
    const doc = element("p", { class: "titer-form-doc" }, field.doc);
    const parts = [name, this.#control.node, unit, buttons, doc, this.#problem];
    this.node = element("div", { class: "titer-form-row", "data-path": field.path }, ...parts);
    this.show(value, false);
  }

  /** Whether the field is set at this very scope. */
  get isSet(): boolean {
    return this.#value.own !== undefined;
  }

  /** Whether a search finds the field. */
  matches(words: string): boolean {
    return `${this.field.path} ${this.field.doc}`.toLowerCase().includes(words.toLowerCase());
  }

  /** Shows a value, and whether the cell's text lacks it. A control that is being written in keeps its text. */
  show(value: ConfigFormValue, unwritten: boolean): void {
    this.#value = value;
    this.node.classList.toggle("titer-set", this.isSet);
    this.node.classList.toggle("titer-unwritten", unwritten);
    this.#reset.hidden = !this.isSet;
    if (this.#none) this.#none.hidden = value.own === null;
    this.#control.show(value);
  }

  /** Says why a value was not taken, or what is wrong with it; an empty text takes that back. */
  refuse(message: string): void {
    if (this.#problem.textContent === message) return;
    setText(this.#problem, message);
    this.#problem.hidden = message === "";
    const { labelled } = this.#control;
    labelled.toggleAttribute("aria-invalid", message !== "");
    if (message === "") labelled.removeAttribute("aria-describedby");
    else labelled.setAttribute("aria-describedby", this.#problem.id);
  }

  /** Whether the field can be edited now. */
  enable(editable: boolean): void {
    this.#control.enable(editable);
    for (const one of [this.#reset, this.#none]) if (one) one.disabled = !editable;
  }

  /** A value that is half written (`0` of `0.5`) is complained about when the control is left. */
  #enter(value: unknown, isFinal: boolean): void {
    if (isFinal && JSON.stringify(value) === JSON.stringify(this.#value.own) && this.#problem.hidden) return;
    try {
      this.#edit(this.field.path, value);
      this.refuse("");
    } catch (thrown) {
      if (isFinal) this.refuse(messageOf(thrown));
    }
  }
}
