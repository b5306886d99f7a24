import { damaged } from "./errors.ts";
import { readOddHeader } from "./oddHeader.ts";
import { type Blocks, blocksOf, checkBlocks, directories, tag } from "./page.ts";
import type { ByteSource } from "./source.ts";

/** Bytes of pixels that a packed byte can stand for, at most, in the packings that a general reader knows. */
const largestRatio = 1100;

const jpeg = 7;

/**
 * Checks a page before a general reader gets it, which believes what the file says and asks for as much memory: every block lies in the
 * file and can hold its pixels, and no JPEG inside is larger than its block.
 *
 * @throws `TIFF_DAMAGED`.
 */
export function checkOddBlocks(source: ByteSource, page: number): void {
  const { width, height, dtype } = readOddHeader(source, page);
  const [directory] = [...directories(source)][page] ?? [];
  if (!directory) throw damaged(source.name, `it has no page ${page}`);
  const blocks = blocksOf(source.name, directory, width, height);
  checkBlocks(source, { width, height, dtype, ...blocks }, (packed) => packed * largestRatio + 1024);
  if (directory.number(tag.compression) === jpeg) checkJpeg(source, blocks);
}

/** Each frame header (SOF0 to SOF2) of each block. Source: ITU-T T.81, B.2.2. */
function checkJpeg(source: ByteSource, { block, offsets, byteCounts }: Blocks): void {
  for (const [i, offset] of offsets.entries()) {
    const bytes = new Uint8Array(byteCounts[i] as number); // checkBlocks compared them with the offsets
    source.read(offset, bytes);
    for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
      const kind = bytes[at + 1] as number;
      if (kind < 0xc0 || kind > 0xc2) continue;
      const [rows, columns] = [word(bytes, at + 5), word(bytes, at + 7)];
      const [components, sampling = 0] = [bytes[at + 9], bytes[at + 11]];
      const fits = rows <= block.height && columns <= block.width && components === 1;
      const samples = [sampling >> 4, sampling & 15].every((factor) => factor >= 1 && factor <= 4);
      if (!fits || !samples) {
        const what = `${columns} x ${rows} pixels in ${components} components`;
        throw damaged(source.name, `the JPEG in block ${i} of ${block.width} x ${block.height} has ${what}`);
      }
    }
  }
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 255) << 8) | (bytes[at + 1] ?? 255);
}
