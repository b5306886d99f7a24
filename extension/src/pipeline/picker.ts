import type { FunctionEntry } from "titer/protocol";
import { button, element, setText } from "../viewer/dom.ts";
import { nameOf } from "./edits.ts";
import { functionDoc } from "./functionDoc.ts";
import type { FunctionList } from "./functionList.ts";
import { FunctionSearch } from "./search.ts";

/** So many results are put on the page at once; scrolling brings more. */
const pageful = 60;

/** What a picker can do beside picking. */
export interface PickerOptions {
  readonly title: string;
  /** Shows what a function would do; absent when there is no plane to preview on. */
  readonly preview?: (entry: FunctionEntry, into: HTMLElement) => void;
}

/** A dialog in which one finds a function as one types; answers it, or null when it is closed without. */
export function pickFunction(functions: FunctionList, options: PickerOptions): Promise<FunctionEntry | null> {
  return new Promise((resolve) => {
    const picker = new Picker(functions, options, resolve);
    document.body.append(picker.node);
    picker.node.showModal();
    picker.focus();
  });
}

class Picker {
  readonly node: HTMLDialogElement;
  readonly #functions: FunctionList;
  readonly #options: PickerOptions;
  readonly #done: (entry: FunctionEntry | null) => void;
  readonly #words = element("input", {
    type: "search",
    placeholder: "Find a function",
    "aria-label": "Find a function",
  });
  readonly #library = element("select", { "aria-label": "Library" });
  readonly #memory = element("select", { "aria-label": "Memory type" });
  readonly #contract = element("select", { "aria-label": "Contract" });
  readonly #count = element("span", { class: "titer-picker-count", role: "status" });
  readonly #list = element("ul", {
    class: "titer-picker-list",
    role: "listbox",
    "aria-label": "Functions",
    tabindex: 0,
  });
  readonly #doc = element("div", { class: "titer-picker-doc" });
  #search = new FunctionSearch([]);
  #found: readonly FunctionEntry[] = [];
  #at = 0;

  constructor(functions: FunctionList, options: PickerOptions, done: (entry: FunctionEntry | null) => void) {
    this.#functions = functions;
    this.#options = options;
    this.#done = done;
    const head = element(
      "div",
      { class: "titer-picker-head" },
      element("b", {}, options.title),
      this.#words,
      this.#library,
      this.#memory,
      this.#contract,
      this.#count,
      button("✕", "Close", () => this.#close(null)),
    );
    const body = element("div", { class: "titer-picker-body" }, this.#list, this.#doc);
    this.node = element("dialog", { class: "titer-picker titer-output", "aria-label": options.title }, head, body);
    for (const control of [this.#words, this.#library, this.#memory, this.#contract]) {
      control.addEventListener("input", () => this.#find());
    }
    this.node.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("cancel", () => this.#close(null));
    this.#list.addEventListener("scroll", () => this.#more());
    this.#list.addEventListener("click", (event) => {
      const item = event.target instanceof Element ? event.target.closest("li") : null;
      if (item) this.#choose([...this.#list.children].indexOf(item));
    });
    this.#list.addEventListener("dblclick", () => this.#close(this.#found[this.#at] ?? null));
    functions.changed.connect(this.#load, this);
    this.#load();
  }

  focus(): void {
    this.#words.focus();
  }

  #load(): void {
    const all = this.#functions.all;
    this.#search = new FunctionSearch(all);
    fill(
      this.#library,
      "All libraries",
      all.map(({ library }) => library),
    );
    fill(
      this.#memory,
      "All memory types",
      all.flatMap(({ memory }) => [memory.input, memory.output]),
    );
    fill(
      this.#contract,
      "All contracts",
      all.map(({ contract }) => contract),
    );
    this.#find();
  }

  #find(): void {
    const filters = { library: this.#library.value, memory: this.#memory.value, contract: this.#contract.value };
    this.#found = this.#search.find(this.#words.value, filters);
    setText(this.#count, `${this.#found.length} of ${this.#functions.all.length}`);
    this.#list.replaceChildren();
    this.#list.scrollTop = 0;
    this.#more();
    this.#choose(0);
  }

  /** Puts more results on the page when the list is scrolled near its end. */
  #more(): void {
    const shown = this.#list.childElementCount;
    if (shown > 0 && this.#list.scrollTop + this.#list.clientHeight < this.#list.scrollHeight - 200) return;
    this.#list.append(...this.#found.slice(shown, shown + pageful).map(itemOf));
  }

  #choose(at: number): void {
    const items = this.#list.children;
    items[this.#at]?.setAttribute("aria-selected", "false");
    this.#at = Math.max(0, Math.min(at, this.#found.length - 1));
    while (this.#at >= items.length && items.length < this.#found.length) {
      this.#list.append(...this.#found.slice(items.length, items.length + pageful).map(itemOf));
    }
    const item = items[this.#at];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.#list.setAttribute("aria-activedescendant", item.id);
    const entry = this.#found[this.#at];
    if (!entry) {
      this.#doc.replaceChildren(element("p", {}, "No function fits. Try fewer words, or all libraries."));
      return;
    }
    const { preview } = this.#options;
    const shown = element("div", { class: "titer-picker-preview" });
    this.#doc.replaceChildren(
      functionDoc(entry),
      element(
        "div",
        { class: "titer-picker-actions" },
        button("Use", `Use ${nameOf(entry)}`, () => this.#close(entry)),
        ...(preview ? [button("Preview", `See what ${nameOf(entry)} does here`, () => preview(entry, shown))] : []),
      ),
      shown,
    );
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      // a search box would only be emptied
      event.preventDefault();
      this.#close(null);
      return;
    }
    const inList = event.target === this.#words || event.target === this.#list;
    if (!inList) return;
    if (event.key === "ArrowDown") this.#choose(this.#at + 1);
    else if (event.key === "ArrowUp") this.#choose(this.#at - 1);
    else if (event.key === "Enter") this.#close(this.#found[this.#at] ?? null);
    else return;
    event.preventDefault();
  }

  #close(entry: FunctionEntry | null): void {
    this.#functions.changed.disconnect(this.#load, this);
    this.node.close();
    this.node.remove();
    this.#done(entry);
  }
}

function itemOf(entry: FunctionEntry): HTMLElement {
  const id = `titer-pick-${entry.id}`;
  return element(
    "li",
    { id, role: "option", "aria-selected": "false" },
    element("b", {}, nameOf(entry)),
    element("span", { class: "titer-picker-library" }, entry.library),
    element("span", { class: "titer-picker-line" }, entry.doc),
  );
}

function fill(select: HTMLSelectElement, all: string, values: readonly string[]): void {
  const chosen = select.value;
  const options = [...new Set(values)].sort().map((value) => element("option", { value }, value));
  select.replaceChildren(element("option", { value: "" }, all), ...options);
  select.value = chosen;
}
