import { button, element, setText } from "../viewer/dom.ts";
import { FieldRow } from "./fieldRow.ts";
import type { FormGroup, FormModel } from "./formModel.ts";

/** What a form's owner can do, and the words for it. */
export interface FormActions {
  /** Puts the edits into the text that they belong to; with the label of the button and what it does in a sentence. */
  readonly write?: { readonly label: string; readonly title: string; readonly run: () => void };
  readonly revert?: () => void;
  readonly undo?: () => void;
  readonly redo?: () => void;
  /** Shows the form's values as code. */
  readonly code?: () => void;
}

interface ShownGroup {
  readonly node: HTMLDetailsElement;
  readonly rows: readonly FieldRow[];
  readonly count: HTMLElement;
}

/** A form of a model: groups of fields, a search, and the offer to write edits into code. */
export class Form {
  readonly node: HTMLElement;
  readonly #model: FormModel;
  readonly #rows = new Map<string, FieldRow>();
  readonly #groups: readonly ShownGroup[];
  readonly #note = element("p", { class: "titer-form-note", role: "status", hidden: "" });
  readonly #offer: HTMLElement;
  readonly #offerText = element("span", {});
  readonly #stop: () => void;
  #unwritten: ReadonlySet<string>;

  constructor(model: FormModel, actions: FormActions) {
    this.#model = model;
    this.#unwritten = new Set(model.unwritten);
    this.#groups = model.groups.map((group) => this.#group(group, model.groups.length > 1));
    const { write, revert } = actions;
    this.#offer = element(
      "div",
      { class: "titer-form-offer", hidden: "" },
      this.#offerText,
      ...(write ? [button(write.label, write.title, write.run)] : []),
      ...(revert ? [button("Undo", "Take the edits back", revert)] : []),
    );
    const nodes = this.#groups.map((group) => group.node);
    this.node = element(
      "form",
      { class: "titer-form", "aria-label": model.title },
      this.#head(actions),
      this.#offer,
      this.#note,
      ...nodes,
    );
    this.node.addEventListener("submit", (event) => event.preventDefault());
    this.#stop = model.watch((paths) => this.#update(paths));
    this.#update([]);
  }

  /** Whether fields can be edited, and what to say about it. */
  enable(editable: boolean, note: string): void {
    for (const row of this.#rows.values()) row.enable(editable);
    this.say(note);
  }

  /** A sentence above the fields; empty for none. */
  say(note: string, ...actions: readonly HTMLElement[]): void {
    this.#note.replaceChildren(note, ...actions);
    this.#note.hidden = note === "";
  }

  /** Shows what is wrong with fields, by path; of others what was said is taken back. */
  complain(problems: ReadonlyMap<string, string>): void {
    for (const [path, row] of this.#rows) row.refuse(problems.get(path) ?? "");
    for (const { node, rows } of this.#groups) if (rows.some((row) => problems.has(row.field.path))) node.open = true;
  }

  /** One field was not taken. */
  refuse(path: string, message: string): void {
    const row = this.#rows.get(path);
    if (row) row.refuse(message);
    else this.say(message);
  }

  focus(path: string): void {
    this.#rows.get(path)?.node.querySelector<HTMLElement>("input, select")?.focus();
  }

  dispose(): void {
    this.#stop();
  }

  #head({ undo, redo, code }: FormActions): HTMLElement {
    const search = element("input", { type: "search", placeholder: "Find a field", "aria-label": "Find a field" });
    search.addEventListener("input", () => this.#find(search.value.trim()));
    const tools = element(
      "span",
      { class: "titer-form-tools" },
      ...(undo ? [button("↶", "Undo the last edit", undo)] : []),
      ...(redo ? [button("↷", "Do the edit again", redo)] : []),
      ...(code ? [button("Code", "Show as TypeScript", code)] : []),
    );
    const few = this.#rows.size < 8;
    return element(
      "div",
      { class: "titer-form-head" },
      element("b", {}, this.#model.title),
      tools,
      ...(few ? [] : [search]),
    );
  }

  #group({ name, doc, fields }: FormGroup, folds: boolean): ShownGroup {
    const rows = fields.map((field) => {
      const row = new FieldRow(field, this.#model.value(field.path), (path, value) => this.#model.set(path, value));
      this.#rows.set(field.path, row);
      return row;
    });
    const count = element("span", { class: "titer-form-count" });
    const heading = element("b", {}, name === "" ? "general" : name);
    const summary = element("summary", {}, heading, count, element("span", { class: "titer-form-group-doc" }, doc));
    summary.hidden = !folds;
    const node = element("details", { class: "titer-form-group" }, summary, ...rows.map((row) => row.node));
    node.open = !folds || name === "" || rows.some((row) => row.isSet);
    return { node, rows, count };
  }

  /** Shows what may have changed, and which edits the text lacks. */
  #update(paths: readonly string[]): void {
    const unwritten = new Set(this.#model.unwritten);
    const touched = new Set([...paths, ...this.#unwritten, ...unwritten]);
    this.#unwritten = unwritten;
    for (const path of touched) this.#rows.get(path)?.show(this.#model.value(path), unwritten.has(path));
    const { size } = unwritten;
    setText(this.#offerText, `${size} ${size === 1 ? "edit is" : "edits are"} not in the cell's text.`);
    this.#offer.hidden = size === 0;
    for (const { rows, count } of this.#groups) {
      const set = rows.filter((row) => row.isSet).length;
      setText(count, set === 0 ? "" : `${set} set`);
    }
  }

  #find(words: string): void {
    for (const { node, rows } of this.#groups) {
      for (const row of rows) row.node.hidden = words !== "" && !row.matches(words);
      const found = rows.some((row) => !row.node.hidden);
      node.hidden = !found;
      if (words !== "" && found) node.open = true;
    }
  }
}
