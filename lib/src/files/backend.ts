/** What files hold: a plane (`.tif`, `.npy`), a stack of planes (`.npy`), text (`.csv`, `.txt`), data (`.json`) or bytes (`.roi.zip`). */
export type Item = unknown;

/** The backends of a file manager. */
export type BackendName = "disk" | "memory" | "zarr" | "stream";

/** What a backend can do. */
export interface Capabilities {
  readonly load: boolean;
  readonly save: boolean;
  readonly list: boolean;
  readonly delete: boolean;
  /** Whether what was saved outlives the process. */
  readonly persistent: boolean;
  /** Ends of the names that it takes; empty when any. */
  readonly suffixes: readonly string[];
}

/** Keeps items under virtual paths: relative to the manager's folder, with `/`, without `.` and `..`. All calls but batches are synchronous. */
export interface Backend {
  readonly name: BackendName;
  readonly capabilities: Capabilities;
  /** Throws `NO_SUCH_ITEM`, and the errors of the format. */
  load(path: string): Item;
  /** Whole or not at all; replaces what was there. */
  save(path: string, item: Item): void;
  loadBatch(paths: readonly string[]): Item[];
  /** Resolves when all of them are kept; in the backend's quickest way. */
  saveBatch(entries: readonly (readonly [path: string, item: Item])[]): Promise<void>;
  exists(path: string): boolean;
  /** Names of files and folders directly in a folder, in natural order; none when there is no such folder. */
  list(folder: string): string[];
  /** Removes a file, or a folder with all that is in it. Nothing there is fine. */
  delete(path: string): void;
  /** Makes a folder and those above it, where the backend has folders. */
  ensure(folder: string): void;
}
