import { TiterError } from "../errors.ts";
import { bytesOf, type Dtype } from "../image/dtype.ts";
import { Directory, type Layout, readLayout } from "./directory.ts";
import { damaged, unsupported } from "./errors.ts";
import type { ByteSource } from "./source.ts";
import { planeBehind, planesOf } from "./stack.ts";

/** How pixels are packed. */
export type Compression = "none" | "lzw" | "deflate" | "packbits" | "zstd";

/** One page of a file: what is needed to read its pixels, checked against the size of the file. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly dtype: Dtype;
  readonly littleEndian: boolean;
  readonly compression: Compression;
  /** 1: rows hold pixels. 2: differences to the pixel on the left. 3: differences of the bytes of floats. */
  readonly predictor: number;
  /** Size of a block: tiles, or strips of the full width. */
  readonly block: { readonly width: number; readonly height: number; readonly tiled: boolean };
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
  readonly directory: Directory;
}

export const tag = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
} as const;

const compressions: Readonly<Record<number, Compression>> = {
  1: "none",
  5: "lzw",
  8: "deflate",
  32773: "packbits",
  32946: "deflate",
  50000: "zstd",
};

const otherCompressions: Readonly<Record<number, string>> = {
  2: "CCITT",
  3: "CCITT Group 3",
  4: "CCITT Group 4",
  6: "old JPEG",
  7: "JPEG",
  33003: "JPEG 2000",
  33005: "JPEG 2000",
  34712: "JPEG 2000",
  34925: "LZMA",
  50001: "WebP",
};

/** How many times smaller each packing can make data, at most; a block that promises more is damaged. */
const maxRatio: Readonly<Record<Compression, number>> = {
  none: 1,
  lzw: 1400,
  deflate: 1100,
  packbits: 64,
  zstd: 40_000,
};

/** The directories of a file in order; ends with an error when they run in a circle. */
export function* directories(source: ByteSource): Generator<readonly [Directory, Layout]> {
  const layout = readLayout(source);
  const seen = new Set<number>();
  for (let at = layout.first; at !== 0; ) {
    if (seen.has(at)) throw damaged(source.name, "its pages run in a circle");
    seen.add(at);
    const directory = new Directory(source, layout, at);
    yield [directory, layout];
    at = directory.next;
  }
  if (seen.size === 0) throw damaged(source.name, "it has no page");
}

/** One page of a file, from 0; throws `NO_SUCH_PAGE`, `TIFF_DAMAGED` or `TIFF_UNSUPPORTED`. */
export function readPage(source: ByteSource, index: number): TiffPage {
  let count = 0;
  for (const [directory, layout] of directories(source)) {
    const planes = count === 0 ? planesOf(directory) : 1;
    if (index < count + planes) return planeBehind(source, pageOf(source, directory, layout), index - count);
    count += planes;
  }
  throw new TiterError("NO_SUCH_PAGE", {
    what: `page ${index} does not exist, the file has ${count}`,
    where: { file: source.name },
    todo: `Use a page from 0 to ${count - 1}.`,
  });
}

/** Checks and names the tags of a directory. */
export function pageOf(source: ByteSource, directory: Directory, layout: Layout): TiffPage {
  const file = source.name;
  const width = size(file, directory, tag.width, "width");
  const height = size(file, directory, tag.height, "height");
  const samples = directory.number(tag.samples) ?? 1;
  if (samples !== 1) throw unsupported(file, `${samples} samples per pixel (a colour image)`);
  const dtype = dtypeOf(file, directory.number(tag.bits) ?? 1, directory.number(tag.sampleFormat) ?? 1);
  const code = directory.number(tag.compression) ?? 1;
  const compression = compressions[code];
  if (!compression) throw unsupported(file, `${otherCompressions[code] ?? "an unknown"} compression (${code})`);
  const predictor = compression === "none" ? 1 : (directory.number(tag.predictor) ?? 1);
  if (predictor !== 1 && predictor !== (dtype === "float32" ? 3 : 2)) throw unsupported(file, `predictor ${predictor}`);
  const page: TiffPage = {
    width,
    height,
    dtype,
    littleEndian: layout.littleEndian,
    compression,
    predictor,
    ...blocksOf(file, directory, width, height),
    directory,
  };
  checkBlocks(source, page, (bytes) => (compression === "none" ? bytes : bytes * maxRatio[compression] + 1024));
  return page;
}

/** Where the pixels of a directory lie: in tiles, or strips. */
export function blocksOf(file: string, directory: Directory, width: number, height: number): Blocks {
  const tiled = directory.has(tag.tileWidth);
  const block = tiled
    ? {
        width: size(file, directory, tag.tileWidth, "tile width"),
        height: size(file, directory, tag.tileHeight, "tile height"),
        tiled,
      }
    : { width, height: Math.min(height, directory.number(tag.rowsPerStrip) || height), tiled };
  return {
    block,
    offsets: directory.numbers(tiled ? tag.tileOffsets : tag.stripOffsets) ?? [],
    byteCounts: directory.numbers(tiled ? tag.tileByteCounts : tag.stripByteCounts) ?? [],
  };
}

/** The blocks of a page. */
export type Blocks = Pick<TiffPage, "block" | "offsets" | "byteCounts">;

export function size(file: string, directory: Directory, number: number, name: string): number {
  const value = directory.number(number);
  if (!value || !Number.isInteger(value)) throw damaged(file, `its ${name} is ${value ?? "missing"}`);
  return value;
}

function dtypeOf(file: string, bits: number, format: number): Dtype {
  const unsigned = format === 1 || format === 4;
  if (unsigned && bits === 8) return "uint8";
  if (unsigned && bits === 16) return "uint16";
  if (unsigned && bits === 32) return "uint32";
  if (format === 2 && bits === 32) return "int32";
  if (format === 3 && bits === 32) return "float32";
  const kind = unsigned ? "unsigned integer" : format === 2 ? "signed integer" : format === 3 ? "float" : "complex";
  throw unsupported(file, `${bits}-bit ${kind} pixels`);
}

/**
 * Every block lies in the file and can hold its pixels; after this, sizes may be trusted.
 *
 * @param most - bytes of pixels that so many packed ones can be.
 */
export function checkBlocks(
  source: ByteSource,
  page: Blocks & Pick<TiffPage, "width" | "height" | "dtype">,
  most: (packed: number) => number,
): void {
  const { width, height, block, offsets, byteCounts } = page;
  const blocks = Math.ceil(width / block.width) * Math.ceil(height / block.height);
  if (offsets.length !== blocks || byteCounts.length !== blocks) {
    throw damaged(source.name, `${blocks} blocks of pixels are needed, ${offsets.length} are listed`);
  }
  const blockBytes = block.width * block.height * bytesOf(page.dtype);
  for (let i = 0; i < blocks; i++) {
    const offset = offsets[i] ?? 0;
    const count = byteCounts[i] ?? 0;
    if (!Number.isInteger(offset) || !Number.isInteger(count)) {
      throw damaged(source.name, `block ${i} of its pixels lies at byte ${offset} and has ${count}`);
    }
    if (offset + count > source.size) {
      throw damaged(source.name, `it ends before byte ${offset + count} of its pixels (size ${source.size})`);
    }
    const rows = block.tiled ? block.height : Math.min(block.height, height - i * block.height);
    const wanted = (blockBytes / block.height) * rows;
    if (wanted > most(count)) {
      throw damaged(source.name, `block ${i} of its pixels has ${count} bytes, too few for ${wanted}`);
    }
  }
}
