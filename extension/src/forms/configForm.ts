import type {
  ConfigFormGroup,
  ConfigFormRequest,
  ConfigFormUpdate,
  ConfigFormValue,
  ConfigOutput,
} from "titer/protocol";
import { button, element, setText } from "../viewer/dom.ts";
import { FieldRow } from "./fieldRow.ts";

/** What a form needs of the page around it. */
export interface FormEvents {
  readonly request: (request: ConfigFormRequest) => void;
  /** The user wants the edits in the cell's text. */
  readonly write: () => void;
}

/** The form of a configuration scope: groups of fields, a search, and the offer to write edits into the cell. */
export class ConfigForm {
  readonly node: HTMLElement;
  readonly #rows = new Map<string, FieldRow>();
  readonly #values: Map<string, ConfigFormValue>;
  readonly #groups: {
    readonly node: HTMLDetailsElement;
    readonly rows: readonly FieldRow[];
    readonly count: HTMLElement;
  }[] = [];
  readonly #note = element("p", { class: "titer-form-note", role: "status" });
  readonly #offer: HTMLElement;
  readonly #offerText = element("span", {});
  #unwritten: ReadonlySet<string> = new Set();

  constructor({ title, groups, values }: ConfigOutput, events: FormEvents) {
    this.#values = new Map(Object.entries(values));
    const body = groups.map((group) => this.#group(group, events));
    this.#offer = element(
      "div",
      { class: "titer-form-offer", hidden: "" },
      this.#offerText,
      button("Write into the cell", "Write the edits into the cell's text", events.write),
      button("Undo", "Take the edits back", () => events.request({ kind: "revert" })),
    );
    const search = element("input", { type: "search", placeholder: "Find a field", "aria-label": "Find a field" });
    search.addEventListener("input", () => this.#find(search.value.trim()));
    const head = element("div", { class: "titer-form-head" }, element("b", {}, title), search);
    this.node = element("form", { class: "titer-form", "aria-label": title }, head, this.#offer, this.#note, ...body);
    this.node.addEventListener("submit", (event) => event.preventDefault());
    this.enable(false, "");
    this.#count();
  }

  /** Whether fields can be edited, and why not. */
  enable(editable: boolean, note: string): void {
    for (const row of this.#rows.values()) row.enable(editable);
    setText(this.#note, note);
    this.#note.hidden = note === "";
    if (!editable) this.#offer.hidden = true;
  }

  /** What the kernel says, besides the cell's new text. */
  apply(update: Exclude<ConfigFormUpdate, { kind: "source" }>): void {
    if (update.kind === "refused") {
      const row = this.#rows.get(update.path);
      if (row) row.refuse(update.message);
      else this.enable(true, update.message);
      return;
    }
    const touched = new Set([...Object.keys(update.values), ...this.#unwritten, ...update.unwritten]);
    for (const [path, value] of Object.entries(update.values)) this.#values.set(path, value);
    this.#unwritten = new Set(update.unwritten);
    for (const path of touched) {
      const value = this.#values.get(path);
      if (value) this.#rows.get(path)?.show(value, this.#unwritten.has(path));
    }
    const { size } = this.#unwritten;
    setText(this.#offerText, `${size} ${size === 1 ? "edit is" : "edits are"} not in the cell's text.`);
    this.#offer.hidden = size === 0;
    this.#count();
  }

  #group({ name, doc, fields }: ConfigFormGroup, events: FormEvents): HTMLDetailsElement {
    const rows = fields.map((field) => {
      const label = name === "" ? field.path : field.path.slice(name.length + 1);
      const value = this.#values.get(field.path) ?? { placeholder: "" };
      const row = new FieldRow(field, label, value, {
        edited: (path, given) =>
          events.request(given === undefined ? { kind: "set", path } : { kind: "set", path, value: given }),
      });
      this.#rows.set(field.path, row);
      return row;
    });
    const count = element("span", { class: "titer-form-count" });
    const summary = element(
      "summary",
      {},
      element("b", {}, name === "" ? "pipeline" : name),
      count,
      element("span", { class: "titer-form-group-doc" }, doc),
    );
    const node = element("details", { class: "titer-form-group" }, summary, ...rows.map((row) => row.node));
    node.open = name === "" || rows.some((row) => row.isSet);
    this.#groups.push({ node, rows, count });
    return node;
  }

  #count(): void {
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
