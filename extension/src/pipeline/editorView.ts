import { Widget } from "@lumino/widgets";
import { messageOf } from "titer/errors";
import type { EditorPlate, FunctionEntry } from "titer/protocol";
import type { KernelRoom } from "../rooms/kernelRoom.ts";
import { button, element, setText } from "../viewer/dom.ts";
import { CardList } from "./cardList.ts";
import { CellWatch } from "./cellWatch.ts";
import { type CodeActions, CodeDrawer } from "./codeDrawer.ts";
import type { EditorDocument } from "./document.ts";
import { addStep } from "./edits.ts";
import { pickFunction } from "./picker.ts";
import { PreviewPanel } from "./previewPanel.ts";
import { sentence } from "./problems.ts";
import { StepView } from "./stepView.ts";

/** What editors tell what is around them. */
export interface EditorEvents extends CodeActions {
  /** Another step is selected, or none. */
  readonly selected: (view: StepView | null) => void;
}

/** A pipeline: its steps as cards, the selected step beside them, previews and code. In tabs and below cells. */
export class EditorView extends Widget {
  readonly document: EditorDocument;
  readonly #room: KernelRoom;
  readonly #events: EditorEvents;
  readonly #name = element("input", { type: "text", class: "titer-editor-name", "aria-label": "Name of the pipeline" });
  readonly #undo = button("↶", "Undo the last edit (Ctrl Z)", () => this.document.undo());
  readonly #redo = button("↷", "Do the edit again (Ctrl Shift Z)", () => this.document.redo());
  readonly #plates = element("select", { "aria-label": "Plate" });
  readonly #state = element("div", { class: "titer-editor-state", role: "status" });
  readonly #cards: CardList;
  readonly #side = element("div", { class: "titer-editor-side" });
  readonly #preview: PreviewPanel;
  readonly #code: CodeDrawer;
  #plateList: readonly EditorPlate[] = [];
  /** The plate's variable that was chosen last: it may go with its kernel and come again. */
  #wantedPlate: string | null = null;
  readonly #cells: CellWatch;
  #step: StepView | null = null;

  constructor(room: KernelRoom, document: EditorDocument, events: EditorEvents) {
    super();
    this.addClass("titer-editor");
    this.addClass("titer-output");
    this.document = document;
    this.#room = room;
    this.#events = events;
    this.#cards = new CardList(document, room.functions);
    this.#preview = new PreviewPanel(room, document);
    this.#code = new CodeDrawer(room, document, events, () => this.#plates.value || null);
    this.#name.addEventListener("input", () => {
      const name = this.#name.value;
      document.edit((draft) => ({ ...draft, name }), "name");
    });
    this.#plates.addEventListener("change", () => {
      this.#wantedPlate = this.#plates.value;
      this.#usePlate();
    });
    this.#cells = new CellWatch(room.link, () => this.#attached());
    const left = element("div", { class: "titer-editor-left" }, this.#cards.node, this.#tools());
    const right = element("div", { class: "titer-editor-right" }, this.#side);
    this.node.append(
      this.#toolbar(),
      this.#state,
      element("div", { class: "titer-editor-body" }, left, right),
      this.#code.node,
    );
    this.node.addEventListener("keydown", (event) => this.#key(event));
    document.changed.connect(this.#update, this);
    room.functions.changed.connect(this.#update, this);
    room.link.stateChanged.connect(this.#update, this);
    room.link.attached.connect(this.#attached, this);
    this.#attached();
    this.#update();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.document.changed.disconnect(this.#update, this);
    this.#room.functions.changed.disconnect(this.#update, this);
    this.#room.link.stateChanged.disconnect(this.#update, this);
    this.#room.link.attached.disconnect(this.#attached, this);
    this.#cells.dispose();
    this.#step?.dispose();
    this.#preview.dispose();
    this.#events.selected(null);
    super.dispose();
  }

  /** The editor came to the front: what it has selected counts. */
  tellSelected(): void {
    this.#events.selected(this.#step);
  }

  #toolbar(): HTMLElement {
    return element(
      "div",
      { class: "titer-editor-bar", role: "toolbar", "aria-label": "Pipeline" },
      this.#name,
      this.#undo,
      this.#redo,
      element("label", { class: "titer-editor-plate" }, "Plate", this.#plates),
      button("Compile", "Check the pipeline against the plate", () => void this.#compile()),
      button("Code", "Show the pipeline as TypeScript", () => void this.#code.open()),
    );
  }

  #tools(): HTMLElement {
    return element(
      "div",
      { class: "titer-editor-add" },
      button("+ Add step", "Choose a function for a new step", () => void this.#add()),
    );
  }

  #attached(): void {
    void this.#room.functions.load().catch(() => undefined); // the link says what is the case
    if (!this.#room.config.ready) void this.#room.config.load().catch(() => undefined);
    void this.#loadPlates();
  }

  async #loadPlates(): Promise<void> {
    const { plates } = await this.#room.link.ask("editor.variables", {}).catch(() => ({ plates: this.#plateList }));
    if (JSON.stringify(plates) === JSON.stringify(this.#plateList)) return;
    this.#plateList = plates;
    const isThere = plates.some(({ variable }) => variable === this.#wantedPlate);
    const chosen = isThere || this.#wantedPlate === "" ? (this.#wantedPlate ?? "") : (plates[0]?.variable ?? "");
    this.#plates.replaceChildren(
      element("option", { value: "" }, plates.length === 0 ? "no plate is open" : "none"),
      ...plates.map(({ variable, name }) => element("option", { value: variable }, `${variable} (${name})`)),
    );
    this.#plates.value = chosen;
    this.#usePlate();
  }

  #usePlate(): void {
    this.#preview.use(this.#plateList.find(({ variable }) => variable === this.#plates.value) ?? null);
  }

  async #compile(): Promise<void> {
    if (this.#plates.value === "") {
      setText(this.#state, "Open a plate in a cell first: const plate = await PipelineOrchestrator.open(...).");
      return;
    }
    try {
      await this.document.compile(this.#plates.value);
    } catch (thrown) {
      setText(this.#state, messageOf(thrown));
    }
  }

  #pick(title: string): Promise<FunctionEntry | null> {
    void this.#room.functions.load().catch(() => undefined);
    const tryOut = (entry: FunctionEntry, into: HTMLElement) => {
      this.#preview.tryOut(entry);
      into.append(this.#preview.node);
    };
    const picked = pickFunction(this.#room.functions, { title, ...(this.#preview.hasPlate && { preview: tryOut }) });
    return picked.finally(() => {
      this.#step?.previewSlot.append(this.#preview.node);
      this.#preview.update();
    });
  }

  async #add(): Promise<void> {
    const entry = await this.#pick("Add a step");
    if (!entry) return;
    const { draft, key } = addStep(this.document.draft, entry, this.document.selected);
    this.document.edit(() => draft);
    this.document.select(key);
    this.#cards.reveal();
  }

  #update(): void {
    const { document } = this;
    if (this.#name.value !== document.draft.name && window.document.activeElement !== this.#name) {
      this.#name.value = document.draft.name;
    }
    this.#undo.disabled = !document.canUndo;
    this.#redo.disabled = !document.canRedo;
    this.#cards.update();
    this.#showStep();
    this.#preview.update();
    this.#showState();
  }

  #showStep(): void {
    const { selected, draft } = this.document;
    if (this.#step?.key === selected) {
      this.#step?.update();
      return;
    }
    this.#step?.dispose();
    const { document } = this;
    const host = { room: this.#room, document, pick: (title: string) => this.#pick(title) };
    this.#step = draft.steps.some(({ key }) => key === selected) && selected ? new StepView(selected, host) : null;
    this.#side.replaceChildren(...(this.#step ? [this.#step.node] : []));
    this.#step?.previewSlot.append(this.#preview.node);
    if (this.isVisible) this.#events.selected(this.#step);
  }

  /** How the document stands: with the kernel, with other pages, with the compiler. */
  #showState(): void {
    const { state, problems, plan } = this.document;
    const { trouble } = this.#room;
    const general = problems.filter(({ step }) => step === undefined);
    const kind =
      state.kind === "conflict" || state.kind === "failed" || trouble !== ""
        ? "trouble"
        : general.length > 0
          ? "problem"
          : "";
    this.#state.dataset.kind = kind;
    if (trouble !== "") setText(this.#state, `${trouble} Your edits stay here.`);
    else if (state.kind === "failed") setText(this.#state, `${state.message} Your edits stay here.`);
    else if (state.kind === "conflict") this.#showConflict();
    else setText(this.#state, general.map(sentence).join(" ") || this.#summary(problems.length, plan));
  }

  #summary(problems: number, plan: string | null): string {
    if (problems > 0)
      return problems === 1 ? "1 problem, shown at its step." : `${problems} problems, shown at their steps.`;
    return plan === null ? "" : `Compiled: ${plan}`;
  }

  #showConflict(): void {
    if (this.#state.querySelector("button")) return;
    this.#state.replaceChildren(
      "The pipeline was changed in another window. ",
      button("Keep mine", "Go on with this window's version", () => this.document.resolve("mine")),
      button("Take the other", "Take the other window's version; undo brings this one back", () =>
        this.document.resolve("theirs"),
      ),
    );
  }

  #key(event: KeyboardEvent): void {
    const inText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!isUndo || inText) return;
    if (event.shiftKey) this.document.redo();
    else this.document.undo();
    event.preventDefault();
    event.stopPropagation();
  }
}
