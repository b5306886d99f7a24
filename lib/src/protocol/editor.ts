import type { Dtype } from "../image/dtype.ts";
import type { PlaneOutput } from "./display.ts";
import type { DraftProblem, PipelineDraft } from "./draft.ts";

/** MIME type of a pipeline editor, content {@link EditorOutput}. */
export const pipelineMime = "application/vnd.titer.pipeline+json";

/** Comm target of live previews: each message is a {@link PreviewAsk}, each answer a {@link PreviewAnswer} with buffers. */
export const previewTarget = "titer.preview";

/** A pipeline editor in an output cell: enough to read the pipeline without a kernel. */
export interface EditorOutput {
  readonly version: 1;
  readonly editorId: string;
  readonly draft: PipelineDraft;
}

/** A parameter as forms show it. */
export interface ParameterEntry {
  readonly name: string;
  readonly kind: "integer" | "number" | "boolean" | "choice" | "text";
  readonly default: number | string | boolean | null;
  readonly required: boolean;
  readonly doc: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
}

/** A function that pipelines can use. */
export interface FunctionEntry {
  readonly id: string;
  readonly version: number;
  /** Where it comes from: `titer`, `skimage`, ..., `notebook` for those of cells. */
  readonly library: string;
  readonly doc: string;
  readonly source?: string;
  readonly contract: string;
  readonly memory: { readonly input: string; readonly output: string };
  readonly outputDtype?: Dtype;
  readonly tags: readonly string[];
  readonly parameters: readonly ParameterEntry[];
  readonly tables: readonly string[];
  readonly specialInputs: readonly { readonly name: string; readonly from: "steps" | "plate"; readonly doc: string }[];
  readonly specialOutputs: readonly { readonly name: string; readonly doc: string }[];
}

/** A plate of the notebook that pipelines can be compiled for and previewed on. */
export interface EditorPlate {
  /** The name of the variable that holds it. */
  readonly variable: string;
  readonly name: string;
  readonly wells: readonly string[];
  readonly sites: readonly number[];
  readonly channels: readonly { readonly id: number; readonly name: string }[];
  readonly zPlanes: readonly number[];
  readonly timepoints: readonly number[];
  readonly shape: { readonly y: number; readonly x: number };
}

/** An open editor: a number that rises with each change, the pipeline, and what is wrong with it. */
export interface EditorState {
  readonly editorId: string;
  readonly revision: number;
  readonly draft: PipelineDraft;
  readonly problems: readonly DraftProblem[];
}

/** Which piece of a pipeline is wanted as code: one step, all of it, or a whole run with the notebook's settings and plate. */
export type CodePiece =
  | { readonly kind: "step"; readonly step: string }
  | { readonly kind: "pipeline" }
  | { readonly kind: "run"; readonly plate: string | null };

/** What pipeline editors ask of the kernel. */
export interface EditorRequests {
  /** All functions: the library's, those of Python libraries, and those that cells declare. */
  "editor.functions": { readonly ask: object; readonly answer: { readonly functions: readonly FunctionEntry[] } };
  /** Variables of the notebook that hold pipelines (or lists of steps) and plates. */
  "editor.variables": {
    readonly ask: object;
    readonly answer: { readonly pipelines: readonly string[]; readonly plates: readonly EditorPlate[] };
  };
  /**
   * Opens an editor again by its id, or a new one for a variable; one that the kernel does not know (it was restarted) is made of
   * the draft, which also is how a new pipeline begins.
   */
  "editor.open": {
    readonly ask: { readonly editorId: string; readonly variable?: string; readonly draft?: PipelineDraft };
    readonly answer: EditorState;
  };
  /** Another draft in place of that of revision `base`. Refused with `EDITOR_CONFLICT` when there is a newer one. */
  "editor.update": {
    readonly ask: { readonly editorId: string; readonly base: number; readonly draft: PipelineDraft };
    readonly answer: EditorState;
  };
  /** Compiles for a plate: all problems, or what the plan says in a line. */
  "editor.compile": {
    readonly ask: { readonly draft: PipelineDraft; readonly plate: string };
    readonly answer: { readonly problems: readonly DraftProblem[]; readonly plan: string | null };
  };
  /** Code for a new cell; `complete` brings the code of functions that cells declare along. */
  "editor.code": {
    readonly ask: { readonly draft: PipelineDraft; readonly piece: CodePiece; readonly complete: boolean };
    readonly answer: { readonly text: string };
  };
  /** The pipeline that code declares; keys of steps stay where names do. Refused with `details.line`. */
  "editor.read": {
    readonly ask: { readonly text: string; readonly before: PipelineDraft };
    readonly answer: { readonly draft: PipelineDraft };
  };
}

/** What the kernel tells editors unasked. */
export interface EditorEvents {
  "editor.changed": EditorState;
}

/** A plane of a plate; what is left out is the first there is. */
export interface PreviewChoice {
  readonly well?: string;
  readonly site?: number;
  readonly channel?: number;
  readonly z?: number;
  readonly timepoint?: number;
}

/** Asks for the planes before and behind a step. */
export interface PreviewAsk {
  readonly id: number;
  readonly draft: PipelineDraft;
  /** The step's key. */
  readonly step: string;
  /** The plate's variable. */
  readonly plate: string;
  readonly choice: PreviewChoice;
  /** Longest side of the middle part of the plane that is computed, in pixels. */
  readonly side: number;
  /** The key of the plane before the step that the page has already. */
  readonly known: string | null;
}

/** What a preview shows of a plane; pixels come as a buffer. */
export interface PreviewPlane {
  /** Changes with the pixels. */
  readonly key: string;
  readonly info: Omit<PlaneOutput, "pixels">;
}

/** Answers a {@link PreviewAsk}: buffers are the planes' pixels, without `before` when the page has it. */
export type PreviewAnswer =
  | {
      readonly id: number;
      readonly kind: "planes";
      readonly before: PreviewPlane;
      readonly after: PreviewPlane;
      readonly milliseconds: number;
      /** How many functions were called; what was computed before is not computed again. */
      readonly calls: number;
    }
  | { readonly id: number; readonly kind: "failed"; readonly message: string };
