import type { EditorPlate, FunctionEntry, PipelineDraft, PreviewChoice } from "titer/protocol";
import type { KernelRoom } from "../rooms/kernelRoom.ts";
import { element, setText } from "../viewer/dom.ts";
import { Painter } from "../viewer/draw/painter.ts";
import { PlaneView } from "../viewer/planeView.ts";
import type { EditorDocument } from "./document.ts";
import { addStep } from "./edits.ts";
import { PreviewClient, type PreviewOutcome } from "./previewClient.ts";

/** The plane that is previewed on, before and behind the selected step, while the step is edited. */
export class PreviewPanel {
  readonly node: HTMLElement = element("section", { class: "titer-preview", "aria-label": "Preview" });
  readonly #room: KernelRoom;
  readonly #document: EditorDocument;
  readonly #painter = new Painter();
  readonly #before = new PlaneView(this.#painter);
  readonly #after = new PlaneView(this.#painter);
  readonly #status = element("output", { class: "titer-preview-status" });
  readonly #planes = element("div", { class: "titer-preview-planes", hidden: "" });
  readonly #selects = new Map<string, HTMLSelectElement>();
  readonly #bar = element("div", { class: "titer-preview-bar" });
  #client: PreviewClient | null = null;
  #plate: EditorPlate | null = null;
  #asked = "";

  constructor(room: KernelRoom, document: EditorDocument) {
    this.#room = room;
    this.#document = document;
    for (const name of ["well", "site", "channel", "z", "timepoint", "size"]) {
      const select = element("select", { "aria-label": name });
      select.addEventListener("change", () => this.update());
      this.#selects.set(name, select);
      this.#bar.append(element("label", {}, name, select));
    }
    this.#options("size", ["256", "512", "1024", "2048"]);
    this.#selects.get("size")!.value = "512"; // made just above
    this.#planes.append(this.#before.node, this.#after.node);
    this.node.append(this.#bar, this.#status, this.#planes);
    this.use(null);
  }

  /** Previews on another plate, or on none. */
  use(plate: EditorPlate | null): void {
    if (plate?.variable === this.#plate?.variable) return;
    this.#plate = plate;
    this.#bar.hidden = plate === null;
    if (plate === null) {
      this.#planes.hidden = true;
      setText(this.#status, "Choose a plate above to see what a step does.");
      return;
    }
    this.#options("well", plate.wells);
    this.#options("site", plate.sites.map(String));
    this.#options(
      "channel",
      plate.channels.map(({ id }) => String(id)),
      plate.channels.map(({ id, name }) => `${id} ${name}`),
    );
    this.#options("z", plate.zPlanes.map(String));
    this.#options("timepoint", plate.timepoints.map(String));
    this.#asked = "";
    this.update();
  }

  /** Asks for the planes as they are for the draft now, unless they were asked for already. */
  update(): void {
    const { draft, selected } = this.#document;
    if (this.#plate === null || selected === null) return;
    const at = draft.steps.findIndex(({ key }) => key === selected);
    if (draft.steps[at]?.enabled === false) this.#show({ kind: "failed", message: "The step is disabled." });
    else this.#ask({ ...draft, steps: draft.steps.slice(0, at + 1) }, selected);
  }

  /** Shows what another function would do behind the selected step. */
  tryOut(entry: FunctionEntry): void {
    const { draft, key } = addStep(this.#document.draft, entry, this.#document.selected);
    this.#ask(draft, key);
  }

  get hasPlate(): boolean {
    return this.#plate !== null;
  }

  dispose(): void {
    this.#client?.dispose();
    this.#before.dispose();
    this.#after.dispose();
  }

  #ask(draft: PipelineDraft, step: string): void {
    const { kernel } = this.#room.link;
    if (this.#plate === null || kernel === null) return;
    const value = (name: string) => this.#selects.get(name)?.value ?? "";
    const choice: PreviewChoice = {
      well: value("well"),
      site: Number(value("site")),
      channel: Number(value("channel")),
      z: Number(value("z")),
      timepoint: Number(value("timepoint")),
    };
    const question = { draft, step, plate: this.#plate.variable, choice, side: Number(value("size")) };
    const text = JSON.stringify(question);
    if (text === this.#asked) return;
    this.#asked = text;
    this.#client ??= new PreviewClient(kernel, (outcome) => this.#show(outcome));
    this.#client.ask(question);
  }

  #show(outcome: PreviewOutcome): void {
    this.#planes.hidden = outcome.kind === "failed";
    if (outcome.kind === "failed") {
      setText(this.#status, outcome.message);
      return;
    }
    this.#before.show(outcome.before);
    this.#after.show(outcome.after);
    const { calls, milliseconds } = outcome;
    const computed =
      calls === 0 ? "nothing computed" : calls === 1 ? "1 function computed" : `${calls} functions computed`;
    setText(this.#status, `${computed} in ${Math.round(milliseconds)} ms`);
  }

  #options(name: string, values: readonly string[], labels: readonly string[] = values): void {
    const select = this.#selects.get(name)!; // one of those made in the constructor
    const chosen = select.value;
    select.replaceChildren(...values.map((value, i) => element("option", { value }, labels[i] ?? value)));
    if (values.includes(chosen)) select.value = chosen;
    select.parentElement!.hidden = values.length < 2; // its label
  }
}
