import type { TiffHeader } from "../tiff/index.ts";

/** What an image file says about itself. */
export type ImageHeader = Omit<TiffHeader, "compression">;

/** A folder that is only read: what a microscope's reader needs of a file system. Paths are relative to it, with `/`. */
export interface Folder {
  /** Absolute path, for messages and for the plate's index. */
  readonly path: string;
  /** All files below the folder in natural order; one walk, no file is opened. */
  list(): Promise<readonly string[]>;
  /** The whole content of a small file; throws `FILE_TOO_LARGE` above 256 MB. */
  readBytes(path: string): Promise<Uint8Array>;
  /** The header of a TIFF file, synchronously. */
  readHeader(path: string): ImageHeader;
}
