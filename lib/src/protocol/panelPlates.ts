import type { Dtype } from "../image/dtype.ts";

/** What panels ask about plates. Paths are absolute, or count from where the page's file browser does. */
export interface PlateRequests {
  /** Opens a plate, or opens it anew; a file of a plate stands for its folder. Nothing is written. */
  readonly "plate.open": { readonly ask: PlateToOpen; readonly answer: PlateFacts };
  readonly "plate.close": { readonly ask: { readonly path: string }; readonly answer: null };
  /** The pipelines that the notebook's cells have made. */
  readonly "plate.pipelines": { readonly ask: Record<string, never>; readonly answer: readonly CellPipeline[] };
  /** Compiles a pipeline for an open plate. Refused with `COMPILE_FAILED` and `details.problems`. */
  readonly "plate.compile": { readonly ask: PlateToCompile; readonly answer: CompiledFacts };
  /** Runs what was compiled last for an open plate, in the engine. */
  readonly "plate.run": { readonly ask: PlateToRun; readonly answer: { readonly runId: string } };
  /** The files of a plate that fit. */
  readonly "plate.files": { readonly ask: FileQuestion; readonly answer: FileAnswer };
}

/** Which plate is to be opened, and how if it does not open by itself. */
export interface PlateToOpen {
  readonly path: string;
  /** A regular expression over paths with named groups, for files that no format recognises. */
  readonly pattern?: string;
}

/** An open plate: everything but its files. */
export interface PlateFacts {
  /** Absolute folder; by it the plate is known from now on. */
  readonly path: string;
  readonly name: string;
  readonly format: string;
  /** In the plate's order. */
  readonly wells: readonly { readonly well: string; readonly planes: number; readonly missing: number }[];
  readonly sites: readonly number[];
  readonly channels: readonly {
    readonly id: number;
    readonly name: string;
    readonly color?: string;
    readonly excitationNm?: number;
    readonly emissionNm?: number;
    readonly exposureSeconds?: number;
  }[];
  readonly zPlanes: readonly number[];
  readonly timepoints: readonly number[];
  readonly shape: { readonly y: number; readonly x: number };
  readonly dtype: Dtype;
  readonly pixelSizeUm: number | null;
  readonly zStepUm: number | null;
  /** Rows and columns of the sites in a well; null when they form no grid. */
  readonly grid: { readonly rows: number; readonly columns: number } | null;
  readonly subDirectories: readonly string[];
  readonly problems: readonly { readonly code: string; readonly path: string; readonly message: string }[];
}

/** Where a plate's pipeline comes from: its code, which is read and never run, or a name in the notebook. */
export type PlatePipeline =
  | { readonly kind: "code"; readonly name: string; readonly code: string }
  | { readonly kind: "file"; readonly name: string; readonly path: string }
  | { readonly kind: "cell"; readonly name: string };

/** A pipeline that a cell has made. */
export interface CellPipeline {
  readonly name: string;
  readonly steps: readonly string[];
}

/** What is compiled for which plate. */
export interface PlateToCompile {
  readonly path: string;
  readonly pipeline: PlatePipeline;
  /** Wells to work on; absent for those that the configuration says. */
  readonly wells?: readonly string[];
}

/** A compiled plan in short. */
export interface CompiledFacts {
  readonly digest: string;
  /** Names, in order. */
  readonly steps: readonly string[];
  readonly wells: readonly string[];
  /** Absolute folder of the results. */
  readonly output: string;
}

/** How a plate's plan is run. */
export interface PlateToRun {
  readonly path: string;
  /** Runs of one group together take as many workers as one of them may. */
  readonly group?: string;
  /**
   * What becomes of another plan's results in the output folder: the run is refused with `OUTPUT_OTHER_PLAN`, what the new plan would
   * make just so is kept, or all of it is replaced.
   */
  readonly existing: "refuse" | "keep" | "replace";
}

/** Components of files; an empty list means all. */
export interface FileFilter {
  readonly wells: readonly string[];
  readonly sites: readonly number[];
  readonly channels: readonly number[];
  readonly zPlanes: readonly number[];
  readonly timepoints: readonly number[];
}

/** Which files are asked for. */
export interface FileQuestion extends FileFilter {
  readonly path: string;
  /** What a path must contain; empty for all. */
  readonly words: string;
  readonly offset: number;
  readonly limit: number;
}

/** The files that fit, in the plate's order. */
export interface FileAnswer {
  readonly found: number;
  readonly files: readonly {
    readonly well: string;
    readonly site: number;
    readonly channel: number;
    readonly z: number;
    readonly timepoint: number;
    /** Relative to the plate. */
    readonly file: string;
    /** Page inside a multi-page file, from 0. */
    readonly page: number;
  }[];
}
