import type { JupyterFrontEnd } from "@jupyterlab/application";
import { MainAreaWidget, WidgetTracker } from "@jupyterlab/apputils";
import { UUID } from "@lumino/coreutils";
import type { Widget } from "@lumino/widgets";
import { type NotebookPanel, notebookOf } from "../comm/notebooks.ts";
import type { IKernelRooms } from "../rooms/kernelRooms.ts";
import type { EditorDocument } from "./document.ts";
import type { EditorEvents, EditorView } from "./editorView.ts";
import { pipelineIcon } from "./icon.ts";

/** What an editor tab is opened with; all may be left out. */
export interface EditorArguments {
  /** A variable of the notebook that holds the pipeline. */
  readonly variable?: string;
  /** The name of the step to select. */
  readonly step?: string;
}

/** The tabs with pipeline editors. */
export class EditorTabs {
  readonly #app: JupyterFrontEnd;
  readonly #rooms: IKernelRooms;
  readonly #events: EditorEvents;
  readonly #tracker = new WidgetTracker<MainAreaWidget<EditorView>>({ namespace: "titer-editor" });

  constructor(app: JupyterFrontEnd, rooms: IKernelRooms, events: EditorEvents) {
    this.#app = app;
    this.#rooms = rooms;
    this.#events = events;
    app.shell.currentChanged?.connect((_, { newValue }) => {
      this.#tracker.find((tab) => tab === newValue)?.content.tellSelected();
    });
  }

  /** Opens the editor of a variable, or one that asks which pipeline is meant. */
  async open({ variable, step }: EditorArguments): Promise<void> {
    const notebook = lastNotebook(this.#app);
    const kernel = notebook?.sessionContext.session?.kernel;
    if (!notebook || !kernel) throw new Error("Open a notebook with the Titer kernel first.");
    const room = await this.#rooms.to(kernel, notebook.sessionContext.name);
    const show = (document: EditorDocument) => this.#show(room, document, step);
    if (variable !== undefined) await show(room.documents.ofVariable(variable));
    else {
      const { Chooser } = await import("./chooser.ts");
      const chooser = this.#add(
        new Chooser(room, (document) => {
          chooser.dispose();
          void show(document);
        }),
        "Pipeline",
      );
    }
  }

  async #show(
    room: Awaited<ReturnType<IKernelRooms["to"]>>,
    document: EditorDocument,
    step: string | undefined,
  ): Promise<void> {
    const { EditorView } = await import("./editorView.ts");
    const open = this.#tracker.find(({ content }) => content.document === document);
    const tab = open ?? this.#add(new EditorView(room, document, this.#events), document.draft.name);
    if (open) this.#app.shell.activateById(open.id);
    else {
      document.changed.connect(() => {
        tab.title.label = document.draft.name;
      });
      await this.#tracker.add(tab);
    }
    const wanted = document.draft.steps.find(({ name }) => name === step);
    if (wanted) document.select(wanted.key);
  }

  #add<W extends Widget>(content: W, label: string): MainAreaWidget<W> {
    const tab = new MainAreaWidget({ content });
    tab.id = `titer-editor-${UUID.uuid4()}`;
    tab.title.label = label;
    tab.title.icon = pipelineIcon;
    tab.title.closable = true;
    tab.toolbar.hide();
    this.#app.shell.add(tab, "main", { mode: "split-right", type: "Titer" });
    this.#app.shell.activateById(tab.id);
    return tab;
  }
}

/** The notebook in front, or the first that can be seen, or the first. */
export function lastNotebook({ shell }: JupyterFrontEnd): NotebookPanel | null {
  const notebooks = [...shell.widgets("main")].flatMap((widget) => notebookOf(widget) ?? []);
  return notebookOf(shell.currentWidget) ?? notebooks.find((one) => one.isVisible) ?? notebooks[0] ?? null;
}
