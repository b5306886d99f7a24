import { isTiterError, messageOf } from "titer/errors";
import type { CodePiece } from "titer/protocol";
import type { KernelRoom } from "../rooms/kernelRoom.ts";
import { button, element, setText } from "../viewer/dom.ts";
import type { EditorDocument } from "./document.ts";

/** What the drawer does with code outside of the editor. */
export interface CodeActions {
  /** Puts code into a new cell of the notebook in front. */
  readonly insert: (text: string) => Promise<void>;
}

/** The pipeline as TypeScript, at the level one wants: to copy, to put into a cell, or to change and read back. */
export class CodeDrawer {
  readonly node: HTMLElement;
  readonly #room: KernelRoom;
  readonly #document: EditorDocument;
  readonly #plate: () => string | null;
  readonly #level = element("select", { "aria-label": "What is shown as code" });
  readonly #complete = element("input", { type: "checkbox" });
  readonly #text = element("textarea", {
    class: "titer-code-text",
    spellcheck: "false",
    "aria-label": "TypeScript",
    rows: 14,
  });
  readonly #status = element("p", { class: "titer-code-status", role: "status" });

  constructor(room: KernelRoom, document: EditorDocument, actions: CodeActions, plate: () => string | null) {
    this.#room = room;
    this.#document = document;
    this.#plate = plate;
    const levels = [
      ["pipeline", "The pipeline"],
      ["step", "The selected step"],
      ["run", "A whole run with the plate and all settings"],
    ];
    this.#level.append(...levels.map(([value, label]) => element("option", { value: value ?? "" }, label ?? "")));
    this.#level.addEventListener("change", () => void this.load());
    this.#complete.addEventListener("change", () => void this.load());
    const bar = element(
      "div",
      { class: "titer-code-bar" },
      this.#level,
      element("label", {}, this.#complete, "with the code of own functions"),
      button("Copy", "Copy the code to the clipboard", () => void this.#copy()),
      button("New cell", "Put the code into a new cell of the notebook", () => void this.#insert(actions)),
      button("Apply", "Read the code back into the editor", () => void this.#apply()),
      button("✕", "Close the code", () => this.close()),
    );
    this.node = element(
      "section",
      { class: "titer-code", "aria-label": "Code", hidden: "" },
      bar,
      this.#text,
      this.#status,
    );
  }

  /** Shows the code as it is now. */
  async open(): Promise<void> {
    this.node.hidden = false;
    await this.load();
  }

  close(): void {
    this.node.hidden = true;
  }

  async load(): Promise<void> {
    try {
      const { draft, selected } = this.#document;
      const piece = pieceOf(this.#level.value, selected, this.#plate());
      const { text } = await this.#room.link.ask("editor.code", { draft, piece, complete: this.#complete.checked });
      this.#text.value = text;
      setText(this.#status, "");
    } catch (thrown) {
      this.#refuse(thrown);
    }
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.#text.value);
    setText(this.#status, "Copied.");
  }

  async #insert(actions: CodeActions): Promise<void> {
    try {
      await actions.insert(this.#text.value);
      setText(this.#status, "Put into a new cell.");
    } catch (thrown) {
      setText(this.#status, messageOf(thrown));
    }
  }

  /** What can't be read stays in the text, with the line marked. */
  async #apply(): Promise<void> {
    try {
      const before = this.#document.draft;
      const { draft } = await this.#room.link.ask("editor.read", { text: this.#text.value, before });
      const one = this.#level.value === "step" ? draft.steps[0] : undefined;
      const selected = this.#document.selected;
      if (one && selected) {
        const steps = before.steps.map((step) => (step.key === selected ? { ...one, key: selected } : step));
        this.#document.edit(() => ({ ...before, steps }));
      } else this.#document.edit(() => draft);
      setText(this.#status, "Read into the editor.");
    } catch (thrown) {
      this.#refuse(thrown);
    }
  }

  #refuse(thrown: unknown): void {
    setText(this.#status, isTiterError(thrown) ? `${thrown.what}. ${thrown.todo}` : messageOf(thrown));
    const line = isTiterError(thrown) ? Number(thrown.details.line) : Number.NaN;
    if (!(line > 0)) return;
    const lines = this.#text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    this.#text.focus();
    this.#text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  }
}

function pieceOf(level: string, selected: string | null, plate: string | null): CodePiece {
  if (level === "step" && selected !== null) return { kind: "step", step: selected };
  return level === "run" ? { kind: "run", plate } : { kind: "pipeline" };
}
