import type { Dtype } from "../image/dtype.ts";
import { unsupported } from "./errors.ts";
import { describe, type TiffHeader } from "./header.ts";
import { directories, size, tag } from "./page.ts";
import type { ByteSource } from "./source.ts";

/**
 * The header of a file whose pixels {@link readTiffPlane} refuses and a general reader may know: other packings, and other numbers of
 * bits, which become the next larger type that holds all values.
 *
 * @throws `TIFF_UNSUPPORTED` for colour, complex numbers and 64-bit floats, which no pixel type here holds.
 */
export function readOddHeader(source: ByteSource, page = 0): Omit<TiffHeader, "compression"> {
  const all = [...directories(source)].map(([directory]) => directory);
  const directory = all[page];
  if (!directory) throw unsupported(source.name, `several planes in one directory`);
  const samples = directory.number(tag.samples) ?? 1;
  if (samples !== 1) throw unsupported(source.name, `${samples} samples per pixel (a colour image)`);
  const dtype = widened(directory.number(tag.bits) ?? 1, directory.number(tag.sampleFormat) ?? 1);
  if (dtype === undefined) throw unsupported(source.name, "pixels of a type that is too large");
  return {
    width: size(source.name, directory, tag.width, "width"),
    height: size(source.name, directory, tag.height, "height"),
    dtype,
    pages: all.length,
    ...describe(directory),
  };
}

function widened(bits: number, format: number): Dtype | undefined {
  if (format === 1 || format === 4)
    return bits <= 8 ? "uint8" : bits <= 16 ? "uint16" : bits <= 32 ? "uint32" : undefined;
  if (format === 2) return bits <= 32 ? "int32" : undefined;
  return format === 3 && bits <= 32 ? "float32" : undefined;
}
