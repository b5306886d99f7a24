import { statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import type { OpenOptions } from "titer";
import { TiterError } from "titer/errors";

/** A folder that may be a plate, and how it is opened. */
export interface PlacedPlate {
  readonly folder: string;
  readonly options: OpenOptions;
}

/** An absolute path from what a page says: absolute, below the user's home (`~`), or from where its file browser begins. */
export function placeOf(path: string, root: string): string {
  const home = (text: string) => text.replace(/^~(?=$|[\\/])/, homedir());
  const given = home(path);
  return resolve(isAbsolute(given) ? given : join(home(root), given));
}

/**
 * Where the plate of a path may be, in the order to be tried: a folder is its own; the file of a plate stands for the folder around
 * it, or around that one (`Images/Index.idx.xml`); a single OME-TIFF is a plate of one well.
 *
 * @throws TiterError `NO_SUCH_FOLDER`
 */
export function placesOfPlate(path: string, pattern: string | undefined): readonly PlacedPlate[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new TiterError("NO_SUCH_FOLDER", {
      what: "the plate is not there",
      where: { plate: path },
      todo: "Check the path, and whether its disk is mounted; or take the plate off the list.",
    });
  }
  const options: OpenOptions = pattern === undefined ? {} : { pattern };
  if (stat.isDirectory()) return [{ folder: path, options }];
  const folder = dirname(path);
  const around = [folder, dirname(folder)].map((one) => ({ folder: one, options }));
  if (!/\.ome\.tiff?$/i.test(path)) return around;
  const single = { folder, options: { table: [{ path: basename(path), well: "A01", site: 1, channel: 1 }] } };
  return [{ folder, options }, single];
}
