import { TiterError } from "../errors.ts";
import { bytesOf, type Pixels, viewOf } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";
import { damaged } from "./errors.ts";
import { type Compression, readPage, type TiffPage } from "./page.ts";
import type { ByteSource, ExpandInto, TiffTools } from "./source.ts";

/**
 * Reads one page into a plane of the same size and type. Synchronous; uncompressed pixels go from the file to the plane's own
 * memory without a copy, neighbouring strips in one read.
 *
 * @param page - from 0.
 * @param into - receives all pixels; its content is undefined after an error.
 * @throws `PLANE_MISMATCH` when size or type differ; `NOT_TIFF`, `TIFF_DAMAGED`, `TIFF_UNSUPPORTED`, `NO_SUCH_PAGE`.
 */
export function readTiffPlane(source: ByteSource, page: number, into: Plane, tools: TiffTools): void {
  const found = readPage(source, page);
  checkMatch(source, found, into);
  if (found.block.tiled) readTiles(source, found, into, tools);
  else if (found.compression === "none") readRawStrips(source, found, into, tools);
  else readPackedStrips(source, found, into, tools);
}

function checkMatch(source: ByteSource, page: TiffPage, into: Plane): void {
  if (page.width === into.width && page.height === into.height && page.dtype === into.dtype) return;
  throw new TiterError("PLANE_MISMATCH", {
    what: `the image is ${page.height} x ${page.width} ${page.dtype}, expected ${into.height} x ${into.width} ${into.dtype}`,
    where: { file: source.name },
    todo: "All images of a plate need one size and pixel type; leave this file's well out.",
  });
}

function readRawStrips(source: ByteSource, page: TiffPage, into: Plane, tools: TiffTools): void {
  const bytes = bytesIn(into.data);
  const rowBytes = page.width * bytesOf(page.dtype);
  const { offsets } = page;
  let strip = 0;
  while (strip < offsets.length) {
    const first = strip;
    const offset = offsets[first] as number;
    const start = first * page.block.height * rowBytes;
    let stop = start;
    do {
      stop = Math.min(bytes.length, (strip + 1) * page.block.height * rowBytes);
      strip++;
    } while (strip < offsets.length && offsets[strip] === offset + stop - start);
    source.read(offset, bytes.subarray(start, stop));
  }
  if (!page.littleEndian) tools.turn(into.data, page.width, true, false);
}

function readPackedStrips(source: ByteSource, page: TiffPage, into: Plane, tools: TiffTools): void {
  const bytes = bytesIn(into.data);
  const stripBytes = page.block.height * page.width * bytesOf(page.dtype);
  const room = roomFor(page);
  for (let i = 0; i < page.offsets.length; i++) {
    expand(source, page, i, bytes.subarray(i * stripBytes, Math.min(bytes.length, (i + 1) * stripBytes)), room, tools);
  }
  undoPredictor(page, into.data, page.width, tools);
}

/** One row of tiles at a time. */
function readTiles(source: ByteSource, page: TiffPage, into: Plane, tools: TiffTools): void {
  const { block, width, height, dtype } = page;
  const across = Math.ceil(width / block.width);
  const length = across * block.width * block.height;
  const tiles = viewOf(dtype, new ArrayBuffer(length * bytesOf(dtype)), length);
  const [tileBytes, rows] = [bytesIn(tiles), bytesIn(into.data)];
  const tile = { rowBytes: block.width * bytesOf(dtype), rows: block.height };
  const rowBytes = width * bytesOf(dtype);
  const room = roomFor(page);
  for (let y = 0, index = 0; y < height; y += block.height) {
    for (let x = 0; x < across; x++, index++) {
      const start = x * tile.rowBytes * tile.rows;
      expand(source, page, index, tileBytes.subarray(start, start + tile.rowBytes * tile.rows), room, tools);
    }
    undoPredictor(page, tiles, block.width, tools);
    const stop = Math.min(height, y + block.height);
    tools.joinTiles(tileBytes, tile, rows.subarray(y * rowBytes, stop * rowBytes), rowBytes);
  }
}

/** Turns unpacked rows into pixels of this machine's byte order. */
function undoPredictor({ predictor, littleEndian }: TiffPage, pixels: Pixels, width: number, tools: TiffTools): void {
  if (predictor === 3) {
    tools.gatherFloats(pixels, width); // its byte order is its own
    return;
  }
  const sum = predictor === 2;
  if (sum || !littleEndian) tools.turn(pixels, width, !littleEndian, sum);
}

/** Fills `bytes` with block `index`, still in the file's byte order; `room` is long enough for any packed block of the page. */
function expand(
  source: ByteSource,
  page: TiffPage,
  index: number,
  bytes: Uint8Array,
  room: Uint8Array,
  tools: TiffTools,
): void {
  const offset = page.offsets[index] as number;
  if (page.compression === "none") {
    source.read(offset, bytes);
    return;
  }
  const packed = room.subarray(0, page.byteCounts[index]);
  source.read(offset, packed);
  let written: number;
  try {
    written = expanders[page.compression](tools)(packed, bytes);
  } catch (cause) {
    throw damaged(source.name, "its pixels cannot be unpacked", cause);
  }
  if (written !== bytes.length) throw damaged(source.name, `block ${index} of its pixels cannot be unpacked`);
}

const expanders: Readonly<Record<Exclude<Compression, "none">, (tools: TiffTools) => ExpandInto>> = {
  lzw: ({ lzw }) => lzw,
  deflate: ({ inflate }) => inflate,
  packbits: ({ packBits }) => packBits,
  zstd: ({ zstd }) => zstd,
};

/** Memory for the largest packed block of a page. */
function roomFor({ byteCounts, compression }: TiffPage): Uint8Array {
  return new Uint8Array(compression === "none" ? 0 : byteCounts.reduce((most, count) => Math.max(most, count), 0));
}

function bytesIn(pixels: Pixels): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}
