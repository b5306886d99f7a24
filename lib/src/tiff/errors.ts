import { TiterError } from "../errors.ts";

/** The error of a file that starts as TIFF and does not hold what it promises. */
export function damaged(file: string, what: string, cause?: unknown): TiterError {
  return new TiterError("TIFF_DAMAGED", {
    what: `the TIFF file is damaged: ${what}`,
    where: { file },
    todo: "Copy the file again from the microscope's computer, or leave its well out.",
    cause,
  });
}

/** The error of a valid file of a kind that is not read. */
export function unsupported(file: string, what: string): TiterError {
  return new TiterError("TIFF_UNSUPPORTED", {
    what: `the TIFF file has ${what}, which is not read`,
    where: { file },
    todo: "Export the images as grey, uncompressed, LZW or deflate TIFF with 8, 16 or 32 bits.",
  });
}
