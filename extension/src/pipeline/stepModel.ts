import { type ConfigInput, type ConfigNode, configContext, withField } from "titer/config";
import type { ConfigFormValue } from "titer/protocol";
import { configGroups } from "../forms/configGroups.ts";
import type { ConfigStore } from "../forms/configStore.ts";
import type { FormGroup, FormModel } from "../forms/formModel.ts";
import type { EditorDocument } from "./document.ts";
import { mapStep } from "./edits.ts";

/** The form of what a step sets of its configs; what it leaves out shows through from the notebook's scopes. */
export class StepModel implements FormModel {
  readonly title: string;
  readonly groups: readonly FormGroup[];
  readonly unwritten: readonly string[] = [];
  readonly #document: EditorDocument;
  readonly #step: string;
  readonly #node: ConfigNode;

  /** @param name the step's, by which cells set its scope */
  constructor(document: EditorDocument, step: string, name: string, store: ConfigStore) {
    this.title = `Step ${name}`;
    const groups = configGroups("step");
    this.groups = [...groups].sort((a, b) => Number(b.name === "processing") - Number(a.name === "processing"));
    this.#document = document;
    this.#step = step;
    this.#node = store.node({ scope: "step", of: name }).open("step");
    this.#fill();
  }

  value(path: string): ConfigFormValue {
    const own = this.#node.own(path);
    const placeholder = this.#node.placeholder(path);
    return own === undefined ? { placeholder } : { own, placeholder };
  }

  /** Throws `BAD_FIELD`. */
  set(path: string, value: unknown): void {
    configContext("step", withField({}, path, value) as ConfigInput); // checks the value
    this.#document.edit(
      (draft) => mapStep(draft, this.#step, (step) => ({ ...step, config: withField(step.config, path, value) })),
      `${this.#step} ${path}`,
    );
  }

  watch(listener: (paths: readonly string[]) => void): () => void {
    const tell = (changes: readonly { readonly path: string }[]) => listener(changes.map(({ path }) => path));
    const stops = [this.#node.subscribe(tell), this.#node.watchPlaceholders(tell)];
    this.#document.changed.connect(this.#fill, this);
    return () => {
      for (const stop of stops) stop();
      this.#document.changed.disconnect(this.#fill, this);
      this.#node.close();
    };
  }

  #fill(): void {
    const step = this.#document.draft.steps.find(({ key }) => key === this.#step);
    if (step) this.#node.load(step.config as ConfigInput);
  }
}
