import type { RootValues } from "../config/index.ts";

/** A function of a step that is being edited: plain data. */
export interface FunctionDraft {
  readonly id: string;
  readonly version: number;
  /** What was set: parameters, and how the step uses the function. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** Functions one after the other, for one value of the step's `groupBy` or (null) for all planes. */
export interface RouteDraft {
  readonly value: string | null;
  readonly functions: readonly FunctionDraft[];
}

/** A step that is being edited; unlike a finished one it may be wrong. */
export interface StepDraft {
  /** By which editors know the step, whatever its name; unique inside the pipeline. */
  readonly key: string;
  readonly name: string;
  readonly enabled: boolean;
  /** One with the value null, or one for each value that is routed. */
  readonly routes: readonly RouteDraft[];
  /** What the step sets of its configs: `{ processingConfig: { groupBy: "channel" } }`. */
  readonly config: RootValues;
}

/** A pipeline that is being edited. */
export interface PipelineDraft {
  readonly name: string;
  readonly steps: readonly StepDraft[];
}

/** Something wrong in a pipeline that is being edited, and the place of it. */
export interface DraftProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** The step's key; absent: the pipeline as a whole. */
  readonly step?: string;
  /** A field of the step (`name`, `groupBy`, `StepMaterializationConfig.subDir`), or a parameter of the function at `at`. */
  readonly field?: string;
  /** Which function: numbers of its route and of its place there, from 0. */
  readonly at?: { readonly route: number; readonly place: number };
  readonly well?: string;
}
