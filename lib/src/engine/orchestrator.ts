import { openPlate } from "../microscopes/disk/plate.ts";
import { Plate } from "./plate.ts";

/** Opens plates, and with them compiles and executes pipelines. */
export const PipelineOrchestrator: {
  /**
   * Opens the plate in a folder, whatever microscope wrote it; a relative path is resolved. Nothing is written.
   *
   * @throws TiterError `NO_SUCH_FOLDER`, `NOT_A_PLATE`, ...
   *
   * @example
   * ```ts
   * const plate = await PipelineOrchestrator.open("plates/screen-1");
   * const result = await plate.execute(await plate.compile(steps));
   * ```
   */
  readonly open: (path: string) => Promise<Plate>;
} = { open: async (path) => new Plate(await openPlate(path)) };
