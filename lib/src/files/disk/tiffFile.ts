import { isTiterError, messageOf, TiterError } from "../../errors.ts";
import type { Plane } from "../../image/plane.ts";
import { checkOddBlocks, readOddHeader, readTiffHeader, readTiffPlane, type TiffHeader } from "../../tiff/index.ts";
import { makeOddReader } from "./oddTiff.ts";
import { withFile } from "./source.ts";
import { tiffTools } from "./tiffTools.ts";

const readOdd = makeOddReader();

/** Reads the header of a TIFF file of any kind. Throws `NOT_TIFF`, `TIFF_DAMAGED`, `TIFF_UNSUPPORTED`, `FILE_UNREADABLE`. */
export function readTiffFileHeader(path: string): Omit<TiffHeader, "compression"> {
  return withFile(path, (source) => {
    try {
      return readTiffHeader(source);
    } catch (error) {
      if (!isUnsupported(error)) throw error;
      return readOddHeader(source);
    }
  });
}

/** Reads one page of a TIFF file into a plane: see `readTiffPlane`; what that refuses goes to geotiff. */
export function readTiffFile(path: string, page: number, into: Plane): void {
  try {
    withFile(path, (source) => readTiffPlane(source, page, into, tiffTools));
  } catch (refusal) {
    if (!isUnsupported(refusal)) throw refusal;
    readWithGeotiff(path, page, into, refusal);
  }
}

function readWithGeotiff(path: string, page: number, into: Plane, refusal: TiterError): void {
  const { width, height, dtype } = withFile(path, (source) => readOddHeader(source, page));
  if (width !== into.width || height !== into.height || dtype !== into.dtype) {
    throw new TiterError("PLANE_MISMATCH", {
      what: `the image is ${height} x ${width} ${dtype}, expected ${into.height} x ${into.width} ${into.dtype}`,
      where: { file: path },
      todo: "All images of a plate need one size and pixel type; leave this file's well out.",
    });
  }
  withFile(path, (source) => checkOddBlocks(source, page));
  try {
    readOdd(path, page, into);
  } catch (cause) {
    const { code, where, todo } = refusal;
    throw new TiterError(code, { what: `${refusal.what}; geotiff: ${messageOf(cause)}`, where, todo, cause });
  }
}

function isUnsupported(error: unknown): error is TiterError {
  return isTiterError(error) && error.code === "TIFF_UNSUPPORTED";
}
