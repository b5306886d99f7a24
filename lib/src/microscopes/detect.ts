import { TiterError } from "../errors.ts";
import type { Folder } from "../files/folder.ts";
import { imageXpress } from "./imagexpress/imageXpress.ts";
import type { Microscope } from "./microscope.ts";
import { omeZarr } from "./omezarr/omeZarr.ts";
import { openHcs } from "./openhcs/openHcs.ts";
import { operaPhenix } from "./operaphenix/operaPhenix.ts";
import type { PlateIndex } from "./plateIndex.ts";

/** The formats, in the order in which they are tried. */
export const microscopes: readonly Microscope[] = [openHcs, imageXpress, operaPhenix, omeZarr];

/**
 * Finds the format of a plate by itself and reads its index: one walk over the folder, the metadata files and a few image headers.
 * Nothing is written.
 *
 * @throws `NOT_A_PLATE` with what was looked for in each format; the errors of the format's reader.
 */
export async function readPlate(folder: Folder, formats: readonly Microscope[] = microscopes): Promise<PlateIndex> {
  const files = await folder.list();
  const format = formats.find((candidate) => candidate.recognises(files));
  if (format) return format.read(folder, files);
  const tried = formats.map(({ format, looksFor }) => `${format}: ${looksFor}`).join("; ");
  throw new TiterError("NOT_A_PLATE", {
    what: `no plate was recognised among ${files.length} files`,
    where: { plate: folder.path },
    todo: `Open the folder that the microscope wrote. Looked for ${tried}.`,
    details: { tried: formats.map(({ format }) => format), files: files.length },
  });
}
