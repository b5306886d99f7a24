import { valueBundle } from "titer/display";
import type { FunctionStep, Pipeline } from "titer/pipeline";
import { Displayed, type EditorOutput, type MimeBundle, pipelineMime } from "titer/protocol";
import type { Editors } from "./editors.ts";

/** A pipeline that is edited below a cell. Later cells take from it what was made of it. */
export class PipelineEditor extends Displayed {
  readonly #id: string;
  readonly #editors: Editors;

  constructor(id: string, editors: Editors) {
    super();
    this.#id = id;
    this.#editors = editors;
  }

  /** The pipeline as it is now. Throws `PIPELINE_UNFINISHED` while something in it is wrong. */
  get pipeline(): Pipeline {
    return this.#editors.pipelineOf(this.#id);
  }

  get steps(): readonly FunctionStep[] {
    return this.pipeline.steps;
  }

  override toString(): string {
    return `Editor of ${this.#editors.draftOf(this.#id).name}`;
  }

  toBundle(): MimeBundle {
    const draft = this.#editors.draftOf(this.#id);
    const output: EditorOutput = { version: 1, editorId: this.#id, draft };
    return { [pipelineMime]: output, ...(valueBundle(this.pipeline) ?? {}) };
  }
}
