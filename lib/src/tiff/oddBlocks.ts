import type { Directory } from "./directory.ts";
import { damaged } from "./errors.ts";
import { jpegFault } from "./jpeg.ts";
import { lzwExpand } from "./lzw.ts";
import { readOddHeader } from "./oddHeader.ts";
import { type Blocks, blocksOf, checkBlocks, directories, tag } from "./page.ts";
import type { ByteSource } from "./source.ts";

/** Bytes of pixels that a packed byte can stand for, at most, in the packings that a general reader knows. */
const largestRatio = 1100;

const lzw = 5;
const jpeg = 7;

/**
 * Checks a page before a general reader gets it, which believes what the file says and asks for as much memory: every block lies in the
 * file and can hold its pixels, and a JPEG inside is one, and not larger than its block.
 *
 * @throws `TIFF_DAMAGED`.
 */
export function checkOddBlocks(source: ByteSource, page: number): void {
  const { width, height, dtype } = readOddHeader(source, page);
  const [directory] = [...directories(source)][page] ?? [];
  if (!directory) throw damaged(source.name, `it has no page ${page}`);
  const blocks = blocksOf(source.name, directory, width, height);
  checkBlocks(source, { width, height, dtype, ...blocks }, (packed) => packed * largestRatio + 1024);
  const predictor = directory.number(tag.predictor) ?? 1;
  if (![1, 2, 3].includes(predictor)) throw damaged(source.name, `there is no predictor ${predictor}`);
  if (directory.number(tag.compression) === lzw) checkLzw(source, blocks);
  if (directory.number(tag.compression) === jpeg) checkJpeg(source, blocks, jpegTables(directory));
}

/** LZW is expanded once, bounded: a general reader goes on for ever in damaged data. */
function checkLzw(source: ByteSource, { block, offsets, byteCounts }: Blocks): void {
  const into = new Uint8Array(block.width * block.height * 8);
  for (const [i, offset] of offsets.entries()) {
    const bytes = new Uint8Array(byteCounts[i] as number); // checkBlocks compared them with the offsets
    source.read(offset, bytes);
    if (lzwExpand(bytes, into) < 1) throw damaged(source.name, `the LZW data of block ${i} are damaged`);
  }
}

function jpegTables(directory: Directory): Uint8Array | undefined {
  const bytes = directory.numbers(347);
  return bytes && Uint8Array.from(bytes);
}

function checkJpeg(source: ByteSource, { block, offsets, byteCounts }: Blocks, tables: Uint8Array | undefined): void {
  const check = (bytes: Uint8Array, what: string) => {
    const fault = jpegFault(bytes, block);
    if (fault !== undefined) throw damaged(source.name, `${what}: ${fault}`);
  };
  if (tables) check(tables, "the JPEG with the tables of all blocks");
  for (const [i, offset] of offsets.entries()) {
    const bytes = new Uint8Array(byteCounts[i] as number); // checkBlocks compared them with the offsets
    source.read(offset, bytes);
    check(bytes, `the JPEG in block ${i}`);
  }
}
