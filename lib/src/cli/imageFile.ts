import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { TiterError } from "../errors.ts";
import { writeFileAtomic } from "../files/disk/atomic.ts";
import { readTiffFile, readTiffFileHeader } from "../files/disk/tiffFile.ts";
import { decodeNpy, encodeNpyStack } from "../files/npy.ts";
import { newPlane, type Stack } from "../image/plane.ts";
import { encodeTiff } from "../tiff/index.ts";

/** All planes of an image file: .npy (2D or 3D), .tif or .tiff. @throws TiterError `UNKNOWN_FORMAT` for other endings. */
export function readImage(path: string): Stack {
  switch (extname(path).toLowerCase()) {
    case ".npy":
      return decodeNpy(readFileSync(path), path);
    case ".tif":
    case ".tiff":
      return readTiffPages(path);
    default:
      throw unknownFormat(path);
  }
}

function readTiffPages(path: string): Stack {
  const { pages, dtype, height, width } = readTiffFileHeader(path);
  return Array.from({ length: pages }, (_, page) => {
    const plane = newPlane({ dtype, height, width });
    readTiffFile(path, page, plane);
    return plane;
  });
}

/** Writes planes of one shape and dtype; see {@link readImage}. */
export function writeImage(path: string, planes: Stack): void {
  switch (extname(path).toLowerCase()) {
    case ".npy":
      writeFileAtomic(path, encodeNpyStack(planes));
      break;
    case ".tif":
    case ".tiff":
      writeFileAtomic(path, encodeTiff(planes));
      break;
    default:
      throw unknownFormat(path);
  }
}

function unknownFormat(path: string): TiterError {
  return new TiterError("UNKNOWN_FORMAT", {
    what: `"${path}" is no image file that this command knows`,
    where: { file: path },
    todo: "Give a .npy, .tif or .tiff file.",
  });
}
