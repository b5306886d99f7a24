import type { IRenderMime } from "@jupyterlab/rendermime";
import { PanelLayout, Widget } from "@lumino/widgets";
import { type EditorOutput, guards } from "titer/protocol";
import type { OutputPlace } from "../forms/place.ts";
import type { IKernelRooms } from "../rooms/kernelRooms.ts";
import { element } from "../viewer/dom.ts";
import type { EditorEvents } from "./editorView.ts";

const { fields, string, list } = guards;
const output = fields({
  editorId: string,
  draft: fields({ name: string, steps: list(fields({ key: string, name: string })) }),
});

/** A pipeline editor in an output cell; without a kernel it lists the steps. */
export class PipelineRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #rooms: IKernelRooms;
  readonly #place: (node: HTMLElement) => OutputPlace;
  readonly #events: EditorEvents;
  #model: IRenderMime.IMimeModel | null = null;
  #kernelChanged: OutputPlace["kernelChanged"] = null;
  #latest = 0;

  constructor(mime: string, rooms: IKernelRooms, place: (node: HTMLElement) => OutputPlace, events: EditorEvents) {
    super();
    this.#mime = mime;
    this.#rooms = rooms;
    this.#place = place;
    this.#events = events;
    this.layout = new PanelLayout();
    this.addClass("titer-output");
    this.addClass("titer-editor-output");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.#model = model;
    await this.#show();
  }

  override dispose(): void {
    this.#latest++;
    this.#kernelChanged?.disconnect(this.#again, this);
    super.dispose();
  }

  /** Only on the page can it be seen which notebook the output belongs to. */
  protected override onAfterAttach(): void {
    this.#kernelChanged ??= this.#place(this.node).kernelChanged;
    this.#kernelChanged?.disconnect(this.#again, this);
    this.#kernelChanged?.connect(this.#again, this);
    this.#again();
  }

  #again(): void {
    void this.#show();
  }

  async #show(): Promise<void> {
    const number = ++this.#latest;
    if (this.#model === null) return;
    try {
      const content = parse(this.#model.data[this.#mime]);
      const { kernel } = this.isAttached ? this.#place(this.node) : { kernel: null };
      if (kernel === null) {
        this.#put(null, saved(content));
        return;
      }
      const [{ EditorView }, room] = await Promise.all([
        import("./editorView.ts"),
        this.#rooms.to(kernel, "this notebook"),
      ]);
      if (number !== this.#latest) return;
      const document = room.documents.ofOutput(content.editorId, content.draft);
      this.#put(new EditorView(room, document, this.#events), null);
    } catch (thrown) {
      if (number !== this.#latest) return;
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.#put(null, element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }

  #put(editor: Widget | null, node: HTMLElement | null): void {
    const layout = this.layout as PanelLayout; // given in the constructor
    for (const widget of [...layout.widgets]) widget.dispose();
    this.node.replaceChildren(...(node ? [node] : []));
    if (editor) layout.addWidget(editor);
  }
}

function parse(content: unknown): EditorOutput {
  const version = (content as Partial<EditorOutput> | null)?.version as number | undefined;
  if (version !== 1)
    throw new Error(`This editor has version ${String(version)}, and this page shows 1. Run its cell again.`);
  output(content, "output");
  return content as EditorOutput; // by the line above
}

/** What a reader without a kernel sees. */
function saved({ draft }: EditorOutput): HTMLElement {
  const items = draft.steps.map(({ name, enabled }) => element("li", {}, enabled ? name : `${name} (disabled)`));
  const note = element("p", { class: "titer-form-note" }, "Start the kernel to edit.");
  return element(
    "div",
    { class: "titer-editor-saved" },
    element("b", {}, draft.name),
    note,
    element("ol", {}, ...items),
  );
}
