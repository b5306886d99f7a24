import { Widget } from "@lumino/widgets";
import { messageOf } from "titer/errors";
import type { ConfigPlace } from "titer/protocol";
import type { KernelRoom } from "../rooms/kernelRoom.ts";
import { element, setText } from "../viewer/dom.ts";
import { keyOf } from "./configStore.ts";
import { Form } from "./form.ts";
import type { FormModel } from "./formModel.ts";
import { ScopeModel } from "./scopeModel.ts";

/** What the panel needs of the notebook in front. */
export interface NotebookActions {
  /** Inserts a cell below the selected one. */
  readonly insert: (source: string) => Promise<void>;
  /** Inserts a cell and runs it. */
  readonly insertAndRun: (source: string) => Promise<void>;
  /** Edits the text of the cell with an id; false when there is no such cell. */
  readonly editCell: (id: string, change: (source: string) => Promise<string>) => Promise<boolean>;
}

/** Something selected elsewhere, such as a step in an editor, whose form the panel offers first. */
export interface SelectedForm {
  readonly label: string;
  readonly model: FormModel;
}

/** The forms of what is selected: the scopes of the notebook in front, and the step of the editor in front. */
export class FormsPanel extends Widget {
  readonly #actions: NotebookActions;
  readonly #choice = element("select", { "aria-label": "What the form is of" });
  readonly #body = element("div", { class: "titer-forms-body" });
  readonly #empty = element("p", { class: "titer-forms-empty" });
  #room: KernelRoom | null = null;
  #selected: SelectedForm | null = null;
  #wanted = "global";
  /** A scope that was asked for, beside those that are set. */
  #asked: ConfigPlace | null = null;
  #shown: { readonly key: string; readonly form: Form } | null = null;

  constructor(actions: NotebookActions) {
    super();
    this.#actions = actions;
    this.id = "titer-forms";
    this.addClass("titer-forms");
    this.addClass("titer-output");
    this.title.caption = "Titer: configuration";
    this.#choice.addEventListener("change", () => {
      this.#wanted = this.#choice.value;
      this.#update();
    });
    this.node.append(element("div", { class: "titer-forms-head" }, this.#choice), this.#empty, this.#body);
    this.#update();
  }

  /** Shows the scopes of another kernel, or of none. */
  use(room: KernelRoom | null): void {
    if (room === this.#room) return;
    this.#room?.config.changed.disconnect(this.#update, this);
    this.#room?.config.refused.disconnect(this.#refused, this);
    this.#room?.link.stateChanged.disconnect(this.#update, this);
    this.#room = room;
    this.#drop();
    room?.config.changed.connect(this.#update, this);
    room?.config.refused.connect(this.#refused, this);
    room?.link.stateChanged.connect(this.#update, this);
    if (room && !room.config.ready) void room.config.load().catch(() => this.#update());
    this.#update();
  }

  /** Offers and shows a form of something that is selected elsewhere; null when nothing is. */
  select(selected: SelectedForm | null): void {
    const isOther = selected?.label !== this.#selected?.label;
    this.#selected = selected;
    if (selected) this.#wanted = "selected";
    else if (this.#wanted === "selected") this.#wanted = "global";
    if (isOther || selected === null) this.#drop();
    this.#update();
  }

  /** Shows the form of a scope, whether something is set there or not. */
  go(place: ConfigPlace): void {
    this.#asked = place;
    this.#wanted = keyOf(place);
    this.#update();
  }

  override dispose(): void {
    this.use(null);
    super.dispose();
  }

  #update(): void {
    const places = this.#places();
    const options = [
      ...(this.#selected ? [["selected", this.#selected.label] as const] : []),
      ...(this.#room ? places.map((place) => [keyOf(place), labelOf(place)] as const) : []),
    ];
    this.#offer(options);
    const text = options.length === 0 ? "Open a notebook with the Titer kernel to see its configuration." : "";
    setText(this.#empty, text);
    this.#empty.hidden = text === "";
    this.#choice.hidden = text !== "";
    const key = options.some(([value]) => value === this.#wanted) ? this.#wanted : (options[0]?.[0] ?? "");
    this.#choice.value = key;
    if (key === "") this.#drop();
    else if (this.#shown?.key !== key) this.#show(key, places);
    this.#shown?.form.enable(true, this.#room?.trouble ?? "");
  }

  #places(): readonly ConfigPlace[] {
    const named = (this.#room?.config.parts() ?? []).filter(({ of }) => of !== undefined);
    const asked = this.#asked ? [this.#asked] : [];
    const places: readonly ConfigPlace[] = [{ scope: "global" }, { scope: "pipeline" }, ...asked, ...named];
    return [...new Map(places.map((place) => [keyOf(place), place])).values()];
  }

  #offer(options: readonly (readonly [string, string])[]): void {
    const now = [...this.#choice.options].map(({ value, label }) => `${value} ${label}`).join("\n");
    if (now === options.map(([value, label]) => `${value} ${label}`).join("\n")) return;
    this.#choice.replaceChildren(...options.map(([value, label]) => element("option", { value }, label)));
  }

  #show(key: string, places: readonly ConfigPlace[]): void {
    this.#drop();
    if (key === "selected" && this.#selected) {
      this.#put(key, new Form(this.#selected.model, {}));
      return;
    }
    const room = this.#room;
    const place = places.find((one) => keyOf(one) === key);
    if (!room || !place) return;
    const { scope, of } = place;
    const model = new ScopeModel(
      room.config,
      of === undefined ? { scope } : { scope, of },
      `${labelOf(place)} configuration`,
    );
    const form = new Form(model, {
      write: {
        label: "Write into the notebook",
        title: "Write the edits into the configuration cell, or into a new one",
        run: () => void this.#write(room, place, model, form),
      },
      revert: () => void room.config.revert(model.cell),
      undo: () => room.config.undo(),
      redo: () => room.config.redo(),
    });
    this.#put(key, form);
  }

  /** A part that stands in no cell gets one, which then counts in its place. */
  async #write(room: KernelRoom, place: ConfigPlace, model: ScopeModel, form: Form): Promise<void> {
    const { cell } = model;
    try {
      const id = /^cell (.*)$/.exec(cell)?.[1];
      if (id !== undefined) {
        const found = await this.#actions.editCell(id, (source) => room.config.write(cell, source));
        if (!found) form.say("The cell is not in the notebook in front: bring that to the front first.");
        return;
      }
      const head = `%%config ${place.scope}${place.of === undefined ? "" : ` ${place.of}`}`;
      await this.#actions.insertAndRun(await room.config.write(cell, head));
      await room.config.load();
    } catch (thrown) {
      form.say(messageOf(thrown));
    }
  }

  #refused(_: unknown, edit: { readonly path: string; readonly message: string }): void {
    this.#shown?.form.refuse(edit.path, edit.message);
  }

  #put(key: string, form: Form): void {
    this.#shown = { key, form };
    this.#body.replaceChildren(form.node);
  }

  #drop(): void {
    this.#shown?.form.dispose();
    this.#shown = null;
    this.#body.replaceChildren();
  }
}

function labelOf({ scope, of }: ConfigPlace): string {
  if (of === undefined) return scope === "global" ? "Global" : "Pipeline";
  return scope === "plate" ? `Plate ${of.replace(/^.*[\\/]/, "")}` : `Step ${of}`;
}
