import { TiterError } from "../errors.ts";
import { bytesOf, type Pixels, viewOf } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";
import { damaged } from "./errors.ts";
import { packBitsExpand } from "./packBits.ts";
import { type Compression, readPage, type TiffPage } from "./page.ts";
import { gatherFloats } from "./predictor.ts";
import type { ByteSource, TiffTools } from "./source.ts";

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
  for (let i = 0; i < page.offsets.length; i++) {
    expand(source, page, i, bytes.subarray(i * stripBytes, Math.min(bytes.length, (i + 1) * stripBytes)), tools);
  }
  undoPredictor(page, into.data, page.width, tools);
}

function readTiles(source: ByteSource, page: TiffPage, into: Plane, tools: TiffTools): void {
  const { block, width, height } = page;
  const across = Math.ceil(width / block.width);
  const tile = viewOf(
    page.dtype,
    new ArrayBuffer(block.width * block.height * bytesOf(page.dtype)),
    block.width * block.height,
  );
  for (let i = 0; i < page.offsets.length; i++) {
    expand(source, page, i, bytesIn(tile), tools);
    undoPredictor(page, tile, block.width, tools);
    const x = (i % across) * block.width;
    const y = Math.floor(i / across) * block.height;
    const columns = Math.min(block.width, width - x);
    for (let row = 0; row < Math.min(block.height, height - y); row++) {
      into.data.set(tile.subarray(row * block.width, row * block.width + columns), (y + row) * width + x);
    }
  }
}

/** Turns unpacked rows into pixels of this machine's byte order. */
function undoPredictor({ predictor, littleEndian }: TiffPage, pixels: Pixels, width: number, tools: TiffTools): void {
  if (predictor === 3) {
    gatherFloats(pixels, width); // its byte order is its own
    return;
  }
  const sum = predictor === 2;
  if (sum || !littleEndian) tools.turn(pixels, width, !littleEndian, sum);
}

/** Fills `bytes` with block `index`, still in the file's byte order. */
function expand(source: ByteSource, page: TiffPage, index: number, bytes: Uint8Array, tools: TiffTools): void {
  const offset = page.offsets[index] as number;
  if (page.compression === "none") {
    source.read(offset, bytes);
    return;
  }
  const packed = new Uint8Array(page.byteCounts[index] as number);
  source.read(offset, packed);
  const written = unpackInto(source, page.compression, packed, bytes, tools);
  if (written !== bytes.length) throw damaged(source.name, `block ${index} of its pixels cannot be unpacked`);
}

function unpackInto(
  source: ByteSource,
  compression: Compression,
  packed: Uint8Array,
  bytes: Uint8Array,
  tools: TiffTools,
): number {
  if (compression === "lzw") return tools.lzw(packed, bytes);
  if (compression === "packbits") return packBitsExpand(packed, bytes);
  try {
    if (compression === "deflate") return tools.inflate(packed, bytes);
    const data = tools.zstd(packed, bytes.length);
    bytes.set(data);
    return data.length;
  } catch (cause) {
    throw damaged(source.name, "its pixels cannot be unpacked", cause);
  }
}

function bytesIn(pixels: Pixels): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}
