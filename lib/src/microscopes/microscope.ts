import type { Folder } from "../files/folder.ts";
import type { PlateIndex } from "./plateIndex.ts";

/** A format that plates are read from: one folder of sources, one object. */
export interface Microscope {
  readonly format: string;
  /** What {@link Microscope.recognises} looks for, for the message when nothing fits. */
  readonly looksFor: string;
  /** Whether a listing (paths relative to the folder) looks like a plate of this format. Opens no file. */
  recognises(files: readonly string[]): boolean;
  /** Reads everything but pixels. Opens the metadata files and a few image headers. */
  read(folder: Folder, files: readonly string[]): Promise<PlateIndex>;
}
