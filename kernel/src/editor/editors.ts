import { randomUUID } from "node:crypto";
import { isTiterError, TiterError } from "titer/errors";
import { checkDraft, type DraftSource, draftOf, Pipeline } from "titer/pipeline";
import type { EditorRequests, EditorState, PipelineDraft } from "titer/protocol";
import type { FunctionTable } from "./functionTable.ts";
import { PipelineEditor } from "./pipelineEditor.ts";
import type { Variables } from "./variables.ts";

/** The pipelines that pages of this kernel edit. */
export class Editors {
  readonly #table: FunctionTable;
  readonly #variables: Variables;
  readonly #open = new Map<string, EditorState>();
  #changed: (state: EditorState) => void = () => undefined;

  constructor(table: FunctionTable, variables: Variables) {
    this.#table = table;
    this.#variables = variables;
  }

  /** Calls the listener with each editor that changes; replaces an earlier one. */
  onChange(changed: (state: EditorState) => void): void {
    this.#changed = changed;
  }

  /** A new editor for a pipeline, shown in a cell. */
  edit(source: DraftSource): PipelineEditor {
    const editorId = randomUUID();
    this.#set(editorId, 1, draftOf(source));
    return new PipelineEditor(editorId, this);
  }

  /** Throws `UNKNOWN_NAME`, or `UNKNOWN_EDITOR` when nothing is said of what to edit. */
  open({ editorId, variable, draft }: EditorRequests["editor.open"]["ask"]): EditorState {
    const known = this.#open.get(editorId);
    if (known) return this.#set(editorId, known.revision, known.draft); // functions may have come or gone
    if (draft) return this.#set(editorId, 1, draft);
    if (variable !== undefined) return this.#set(editorId, 1, draftOf(this.#variables.pipeline(variable)));
    throw new TiterError("UNKNOWN_EDITOR", {
      what: "the kernel does not know this editor",
      todo: "Run its cell again.",
    });
  }

  /** Throws `EDITOR_CONFLICT` with the newer state in `details.state`. */
  update({ editorId, base, draft }: EditorRequests["editor.update"]["ask"]): EditorState {
    const known = this.#open.get(editorId);
    if (known && known.revision !== base) {
      throw new TiterError("EDITOR_CONFLICT", {
        what: "the pipeline was changed elsewhere meanwhile",
        todo: "Keep your version or take the other one.",
        details: { state: known },
      });
    }
    const state = this.#set(editorId, base + 1, draft);
    this.#changed(state);
    return state;
  }

  /** The pipeline as it is now. Throws `PIPELINE_UNFINISHED`. */
  pipelineOf(editorId: string): Pipeline {
    return this.finished(this.draftOf(editorId));
  }

  draftOf(editorId: string): PipelineDraft {
    return this.#open.get(editorId)!.draft; // only its own handle asks
  }

  /** A draft as a pipeline. Throws `PIPELINE_UNFINISHED` with what is wrong. */
  finished(draft: PipelineDraft): Pipeline {
    const { steps, problems } = checkDraft(draft, this.#table.find);
    if (problems.length > 0) {
      const list = problems.map(({ message, hint }, i) => `\n  ${i + 1}. ${message}. ${hint}`).join("");
      throw new TiterError("PIPELINE_UNFINISHED", {
        what: `the pipeline "${draft.name}" has ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`,
        todo: `Correct in the editor:${list}`,
        details: { problems },
      });
    }
    return new Pipeline({ name: draft.name, steps: [...steps.values()] });
  }

  #set(editorId: string, revision: number, draft: PipelineDraft): EditorState {
    const { problems } = checkDraft(draft, this.#table.find);
    const state = { editorId, revision, draft, problems };
    this.#open.set(editorId, state);
    return state;
  }
}

/** The problems of an unfinished pipeline, or what was thrown. */
export function problemsOf(thrown: unknown): readonly never[] {
  if (isTiterError(thrown, "PIPELINE_UNFINISHED")) return thrown.details.problems as readonly never[];
  throw thrown;
}
