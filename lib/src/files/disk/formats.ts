import { TiterError } from "../../errors.ts";
import { isPlane, newPlane, type Plane, type Stack } from "../../image/plane.ts";
import { encodeTiff, readTiffHeader, readTiffPlane } from "../../tiff/index.ts";
import type { Item } from "../backend.ts";
import { decodeNpy, encodeNpyStack } from "../npy.ts";
import { readBytes, withFile } from "./source.ts";
import { tiffTools } from "./tiffTools.ts";

/** How files of one kind are written and read. */
interface Format {
  readonly holds: string;
  readonly fits: (item: Item) => boolean;
  readonly encode: (item: never) => Uint8Array;
  readonly read: (path: string) => Item;
}

const text: Format = {
  holds: "text",
  fits: (item) => typeof item === "string",
  encode: (item: string) => Buffer.from(item),
  read: (path) => Buffer.from(readBytes(path)).toString("utf8"),
};

const formats: Readonly<Record<string, Format>> = {
  ".tif": { holds: "a plane", fits: isPlane, encode: (plane: Plane) => encodeTiff(plane), read: readTiff },
  ".npy": {
    holds: "a plane or a stack of them",
    fits: (item) => isPlane(item) || (Array.isArray(item) && item.length > 0 && item.every(isPlane)),
    encode: (planes: Plane | Stack) => encodeNpyStack([planes].flat()),
    read: (path) => {
      const planes = decodeNpy(readBytes(path), path);
      return planes.length === 1 ? planes[0] : planes;
    },
  },
  ".json": {
    holds: "data",
    fits: (item) => item !== undefined,
    encode: (data: unknown) => Buffer.from(JSON.stringify(data)),
    read: readJson,
  },
  ".csv": text,
  ".txt": text,
  ".roi.zip": {
    holds: "bytes",
    fits: (item) => ArrayBuffer.isView(item),
    encode: (bytes: Uint8Array) => bytes,
    read: readBytes,
  },
};

/** Ends of the names of files that can be written and read. */
export const suffixes: readonly string[] = Object.keys(formats);

/** The bytes of a file, by the end of its name. Throws `ITEM_MISMATCH` when that kind of file holds something else. */
export function encodeItem(path: string, item: Item): Uint8Array {
  const format = formatOf(path);
  if (format.fits(item)) return format.encode(item as never); // it is what the format holds
  throw new TiterError("ITEM_MISMATCH", {
    what: `the file holds ${format.holds}, and something else was given`,
    where: { file: path },
    todo: "Give the item that the file's name says, or another name.",
  });
}

/** Reads a file by the end of its name. Throws `FILE_UNREADABLE` and the errors of the format. */
export function readItem(path: string): Item {
  return formatOf(path).read(path);
}

function formatOf(path: string): Format {
  const suffix = suffixes.find((end) => path.endsWith(end));
  if (suffix) return formats[suffix] as Format;
  throw new TiterError("UNKNOWN_FORMAT", {
    what: "files of this kind are neither written nor read",
    where: { file: path },
    todo: `Use one of: ${suffixes.join(", ")}.`,
  });
}

function readTiff(path: string): Plane {
  return withFile(path, (source) => {
    const { dtype, height, width, pixelSizeUm } = readTiffHeader(source);
    const spacing = pixelSizeUm == null ? {} : { spacing: { y: pixelSizeUm, x: pixelSizeUm } };
    const plane = newPlane({ dtype, height, width, ...spacing });
    readTiffPlane(source, 0, plane, tiffTools);
    return plane;
  });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(Buffer.from(readBytes(path)).toString("utf8"));
  } catch (cause) {
    throw TiterError.from(cause, "JSON_DAMAGED", { file: path }, "Write the file again.");
  }
}
