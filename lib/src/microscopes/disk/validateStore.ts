import { join } from "node:path";
import { isTiterError } from "../../errors.ts";
import { openFolder } from "../../files/disk/folder.ts";
import { ZarrReader } from "../../files/disk/zarrReader.ts";
import { planeCount } from "../../files/zarr/readPlane.ts";
import { newPlane } from "../../image/plane.ts";
import { checkStore, type StoreProblem } from "../omezarr/checkStore.ts";

/** What {@link validateStore} found. */
export interface Validation {
  readonly valid: boolean;
  readonly wells: number;
  readonly images: number;
  /** Arrays of all levels. */
  readonly arrays: number;
  /** Planes that were unpacked. */
  readonly planes: number;
  readonly problems: readonly StoreProblem[];
}

/**
 * Checks an OME-Zarr plate: metadata, structure, and every chunk of every level, which is unpacked. Writes nothing.
 *
 * @throws `NO_SUCH_FOLDER`; what is wrong with the store is in the answer.
 */
export async function validateStore(path: string): Promise<Validation> {
  const folder = await openFolder(path);
  const { root, wells, images, arrays, problems: found } = await checkStore(folder);
  const problems = [...found];
  const reader = new ZarrReader();
  let planes = 0;
  for (const { path: array, image } of arrays) {
    const [height, width] = [image.array.shape[image.y] as number, image.array.shape[image.x] as number];
    try {
      const plane = newPlane({ dtype: image.array.dtype, height, width });
      for (let page = 0; page < planeCount(image); page++, planes++)
        reader.read(join(folder.path, root, array), page, plane);
    } catch (error) {
      if (!isTiterError(error)) throw error;
      problems.push({ code: error.code, path: array, message: error.what });
    }
  }
  return { valid: problems.length === 0, wells, images, arrays: arrays.length, planes, problems };
}
