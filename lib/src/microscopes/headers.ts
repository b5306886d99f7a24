import { isTiterError, TiterError } from "../errors.ts";
import type { Folder, ImageHeader } from "../files/folder.ts";
import type { FoundPlane } from "./assemble.ts";
import type { PlateIndex } from "./plateIndex.ts";

/** Image headers of a plate, each read once. A damaged file becomes a problem of the plate; its well fails when it is read. */
export class Headers {
  readonly problems: PlateIndex["problems"][number][] = [];
  readonly #folder: Folder;
  readonly #read = new Map<string, ImageHeader | undefined>();

  constructor(folder: Folder) {
    this.#folder = folder;
  }

  /** The header of a file, or undefined when it is damaged. */
  of(path: string): ImageHeader | undefined {
    if (!this.#read.has(path)) this.#read.set(path, this.#open(path));
    return this.#read.get(path);
  }

  /** The first header that can be read among ten images, which stands for all. Throws `NO_READABLE_IMAGE`. */
  first(found: readonly FoundPlane[]): ImageHeader {
    for (const { file } of found.slice(0, 10)) {
      const header = this.of(file.path);
      if (header) return header;
    }
    const [problem] = this.problems;
    throw new TiterError("NO_READABLE_IMAGE", {
      what: problem ? `no image can be read: ${problem.message}` : "the plate has no image",
      where: { plate: this.#folder.path, ...(problem ? { file: problem.path } : {}) },
      todo: "Check that the plate was copied completely.",
      details: { problems: this.problems },
    });
  }

  #open(path: string): ImageHeader | undefined {
    try {
      return this.#folder.readHeader(path);
    } catch (error) {
      if (!isTiterError(error)) throw error;
      this.problems.push({ code: error.code, path, message: error.what });
      return undefined;
    }
  }
}
