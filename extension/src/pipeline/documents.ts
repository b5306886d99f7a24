import { UUID } from "@lumino/coreutils";
import type { PipelineDraft } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";
import { EditorDocument } from "./document.ts";

const empty: PipelineDraft = { name: "pipeline", steps: [] };

/** The pipelines of one kernel that this page edits: panels of one pipeline share its document, so they stay in step. */
export class Documents {
  readonly #link: ITiterLink;
  readonly #open = new Map<string, EditorDocument>();

  constructor(link: ITiterLink) {
    this.#link = link;
  }

  /** The document of an editor that a cell shows. */
  ofOutput(editorId: string, draft: PipelineDraft): EditorDocument {
    return this.#document(editorId, draft);
  }

  /** The document of a variable of the notebook. */
  ofVariable(variable: string): EditorDocument {
    return this.#document(`variable ${variable}`, { ...empty, name: variable }, variable);
  }

  /** A new pipeline. */
  fresh(): EditorDocument {
    return this.#document(UUID.uuid4(), empty);
  }

  #document(id: string, draft: PipelineDraft, variable?: string): EditorDocument {
    const known = this.#open.get(id);
    if (known) return known;
    const document = new EditorDocument(id, this.#link, draft);
    this.#open.set(id, document);
    void document.open(variable);
    return document;
  }
}
