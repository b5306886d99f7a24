import type { MemoryType } from "../functions/contract.ts";
import type { MissingPolicy } from "../microscopes/missing.ts";

/** How a pipeline is compiled, beyond what configuration says. */
export interface CompileOptions {
  /** The output folder itself, instead of the one that `pathPlanningConfig` gives. */
  readonly outputRoot?: string;
  /** The folder in which output folders are made when no configuration says where. Default: the plate's parent. */
  readonly workspacePath?: string;
  /** Makes a relative folder absolute; without it a relative folder is refused. In Node: `path.resolve`. */
  readonly resolvePath?: (path: string) => string;
  /**
   * What planes without a file mean: refuse the pipeline (`error`, the default), go on with the others (`warn`), or with black
   * planes in their place (`fill`); the plan lists what is missing.
   */
  readonly missing?: MissingPolicy;
  /** What computes beside the processor on the machine of the run. Default: nothing. */
  readonly devices?: readonly Device[];
}

/** Something that computes beside the processor: a GPU, or a process that keeps planes in memory of its own. */
export interface Device {
  /** Names it in plans and to functions: `cuda:0`. */
  readonly id: string;
  /** The memory types that it computes in. */
  readonly memory: readonly MemoryType[];
}
