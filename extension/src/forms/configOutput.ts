import { messageOf } from "titer/errors";
import type { ConfigOutput } from "titer/protocol";
import type { CellText } from "../comm/notebooks.ts";
import { button } from "../viewer/dom.ts";
import type { ConfigStore } from "./configStore.ts";
import { Form } from "./form.ts";
import { SavedModel } from "./savedModel.ts";
import { ScopeModel } from "./scopeModel.ts";

/** What a form in an output has around it. */
export interface OutputHost {
  readonly store: ConfigStore | null;
  /** How the kernel stands, when it can't be used. */
  readonly trouble: () => string;
  readonly cell: () => CellText | null;
}

/** The form of a configuration cell: as it was saved, or live while the kernel knows what the cell set. */
export class ConfigOutputForm {
  readonly #output: ConfigOutput;
  readonly #host: OutputHost;
  readonly #show: (node: HTMLElement) => void;
  #form: Form | null = null;
  #live = false;

  /** @param show puts another form into the output */
  constructor(output: ConfigOutput, host: OutputHost, show: (node: HTMLElement) => void) {
    this.#output = output;
    this.#host = host;
    this.#show = show;
    host.store?.changed.connect(this.update, this);
    host.store?.refused.connect(this.#refused, this);
    this.update();
  }

  /** Shows how things stand now. */
  update(): void {
    const { store } = this.#host;
    const part = store?.part(this.#output.cell);
    const isThere = part !== undefined && part.scope === this.#output.scope && part.of === this.#output.of;
    if (this.#form === null || isThere !== this.#live) this.#make(isThere);
    const trouble = this.#host.trouble();
    const lost = store?.lost(this.#output.cell) ?? 0;
    if (!isThere)
      this.#form?.enable(false, trouble || `Run the cell to edit.${lost > 0 ? ` ${edits(lost)} kept.` : ""}`);
    else if (trouble !== "") this.#form?.enable(true, trouble);
    else if (lost > 0) this.#offerLost(lost);
    else this.#form?.enable(true, "");
  }

  dispose(): void {
    this.#host.store?.changed.disconnect(this.update, this);
    this.#host.store?.refused.disconnect(this.#refused, this);
    this.#form?.dispose();
  }

  #make(live: boolean): void {
    const { store } = this.#host;
    this.#form?.dispose();
    this.#live = live;
    const { cell, title } = this.#output;
    if (!live || !store) {
      this.#form = new Form(new SavedModel(this.#output), {});
    } else {
      this.#form = new Form(new ScopeModel(store, this.#output, title, cell), {
        write: {
          label: "Write into the cell",
          title: "Write the edits into the cell's text",
          run: () => void this.#write(store),
        },
        revert: () => void store.revert(cell),
        undo: () => store.undo(),
        redo: () => store.redo(),
      });
    }
    this.#show(this.#form.node);
  }

  #offerLost(lost: number): void {
    const { cell } = this.#output;
    const { store } = this.#host;
    this.#form?.enable(true, "");
    this.#form?.say(
      `${edits(lost)} made before the kernel was restarted.`,
      button("Make again", "Make these edits again", () => store?.restore(cell, true)),
      button("Forget", "Forget these edits", () => store?.restore(cell, false)),
    );
  }

  async #write(store: ConfigStore): Promise<void> {
    const text = this.#host.cell();
    try {
      const source = await store.write(this.#output.cell, text?.getSource() ?? "");
      text?.setSource(source);
    } catch (thrown) {
      this.#form?.say(messageOf(thrown));
    }
  }

  #refused(_: unknown, edit: { readonly cell: string; readonly path: string; readonly message: string }): void {
    if (edit.cell === this.#output.cell) this.#form?.refuse(edit.path, edit.message);
  }
}

function edits(count: number): string {
  return count === 1 ? "1 edit was" : `${count} edits were`;
}
