import type { MemoryType } from "../functions/contract.ts";

/** How a pipeline is compiled, beyond what configuration says. */
export interface CompileOptions {
  /** The output folder itself, instead of the one that `pathPlanningConfig` gives. */
  readonly outputRoot?: string;
  /** Makes a relative folder absolute; without it a relative folder is refused. In Node: `path.resolve`. */
  readonly resolvePath?: (path: string) => string;
  /**
   * What planes without a file mean: refuse the pipeline (the default), or go on with the others; the plan lists what
   * is missing. Nothing is ever filled in.
   */
  readonly missing?: MissingPolicy;
  /** Memory types that the engine at hand can compute in. Default: `cpu`. */
  readonly devices?: readonly MemoryType[];
}

export type MissingPolicy = "error" | "warn";
