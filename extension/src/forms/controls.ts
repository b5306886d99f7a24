import type { ConfigFormValue } from "titer/protocol";
import { element, setText } from "../viewer/dom.ts";
import { enteredValue, shownValue } from "./fieldValue.ts";
import type { FormField } from "./formModel.ts";

/** What a control tells its row. */
export interface ControlEvents {
  /** Another value; undefined for an empty one. `isFinal` when the user has left the control or picked something. */
  readonly entered: (value: unknown, isFinal: boolean) => void;
  /** What was written is no value of the field's kind. */
  readonly wrong: (message: string) => void;
}

/** A control for the value of one field. */
export interface Control {
  readonly node: HTMLElement;
  /** The element that a label belongs to. */
  readonly labelled: HTMLElement;
  show(value: ConfigFormValue): void;
  enable(editable: boolean): void;
}

/** The control that fits a field: a tri-state list for booleans and choices, check boxes for several choices, else text. */
export function controlOf(field: FormField, id: string, events: ControlEvents): Control {
  if (field.kind === "choices") return checkBoxes(field, id, events);
  if (field.kind === "boolean") return select(field, ["true", "false"], id, events);
  if (field.kind === "choice") return select(field, field.choices ?? [], id, events);
  return textInput(field, id, events);
}

function textInput(field: FormField, id: string, events: ControlEvents): Control {
  const text = plainInput(field, id, events);
  if (!field.slider) return text;
  const { min, max, step } = field.slider;
  const slider = element("input", { type: "range", min, max, step, "aria-label": `${field.label}, slider` });
  slider.addEventListener("input", () => events.entered(Number(slider.value), false));
  return {
    node: element("div", { class: "titer-form-slid" }, text.node, slider),
    labelled: text.labelled,
    show: (value) => {
      text.show(value);
      slider.value = String(value.own ?? value.placeholder.replace(/^.*: /, ""));
    },
    enable: (editable) => {
      text.enable(editable);
      slider.disabled = !editable;
    },
  };
}

function plainInput(field: FormField, id: string, events: ControlEvents): Control {
  const isNumber = field.kind === "integer" || field.kind === "number";
  const node = element("input", { id, type: "text", inputmode: isNumber ? "decimal" : undefined, spellcheck: "false" });
  const enter = (isFinal: boolean) => {
    const entered = enteredValue(field, node.value);
    if (entered.kind === "wrong") {
      if (isFinal) events.wrong(entered.message);
    } else events.entered(entered.kind === "value" ? entered.value : undefined, isFinal);
  };
  node.addEventListener("input", () => enter(false));
  node.addEventListener("change", () => enter(true));
  return {
    node,
    labelled: node,
    show: ({ own, placeholder }) => {
      node.placeholder = own === null ? "none" : placeholder;
      // what is being written stays as it is written
      if (node !== document.activeElement || sameEntry(field, node.value, own)) return setShown(node, field, own);
      node.value = shownValue(own);
    },
    enable: (editable) => {
      node.disabled = !editable;
    },
  };
}

/** Leaves a text alone that means the value: `1.0`, `A01,B02`. */
function setShown(node: HTMLInputElement, field: FormField, own: unknown): void {
  if (node === document.activeElement && sameEntry(field, node.value, own)) return;
  node.value = shownValue(own);
}

function sameEntry(field: FormField, text: string, own: unknown): boolean {
  const entered = enteredValue(field, text);
  if (entered.kind === "wrong") return true;
  const value = entered.kind === "value" ? entered.value : undefined;
  return JSON.stringify(value) === JSON.stringify(own ?? undefined);
}

function select(field: FormField, choices: readonly string[], id: string, events: ControlEvents): Control {
  const inherited = element("option", { value: "" });
  const node = element("select", { id }, inherited);
  node.append(...choices.map((choice) => element("option", { value: choice }, choice)));
  node.addEventListener("change", () => {
    const entered = enteredValue(field, node.value);
    if (entered.kind !== "wrong") events.entered(entered.kind === "value" ? entered.value : undefined, true);
  });
  return {
    node,
    labelled: node,
    show: ({ own, placeholder }) => {
      setText(inherited, own === null ? "none" : placeholder);
      node.value = shownValue(own);
    },
    enable: (editable) => {
      node.disabled = !editable;
    },
  };
}

/** One box for each choice; with none of one's own the inherited ones show through. */
function checkBoxes(field: FormField, id: string, events: ControlEvents): Control {
  const boxes = (field.choices ?? []).map((choice) => ({
    choice,
    input: element("input", { type: "checkbox", value: choice }),
  }));
  const hint = element("span", { class: "titer-form-hint" });
  const labels = boxes.map(({ choice, input }) => element("label", { class: "titer-form-box" }, input, choice));
  const node = element(
    "div",
    { id, class: "titer-form-boxes", role: "group", "aria-label": field.label },
    ...labels,
    hint,
  );
  for (const { input } of boxes) {
    input.addEventListener("change", () => {
      const chosen = boxes.filter((box) => box.input.checked).map(({ choice }) => choice);
      events.entered(chosen, true);
    });
  }
  return {
    node,
    labelled: node,
    show: ({ own, placeholder }) => {
      const shown = Array.isArray(own) ? own : placeholder.replace(/^.*?: /, "").split(", ");
      for (const { choice, input } of boxes) input.checked = shown.includes(choice);
      node.classList.toggle("titer-inherited", own === undefined);
      setText(hint, own === undefined ? placeholder : "");
    },
    enable: (editable) => {
      for (const { input } of boxes) input.disabled = !editable;
    },
  };
}
