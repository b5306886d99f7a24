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
    todo: "Export the images as TIFF without colour, uncompressed or packed with LZW, deflate, Zstandard or PackBits, with 8, 16 or 32 bits.",
  });
}

/** Bytes as characters, one by one. */
export function latin1(bytes: Uint8Array | undefined): string {
  let text = "";
  for (let i = 0; bytes && i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}
