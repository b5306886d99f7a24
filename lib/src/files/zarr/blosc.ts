import type { Unpackers } from "../../tiff/source.ts";
import { lz4Expand } from "./lz4.ts";
import { bitUnshuffle, unshuffle } from "./shuffle.ts";

const headerBytes = 16;
const inner = ["blosclz", "lz4", "snappy", "zlib", "zstd"] as const;

/**
 * Expands a blosc buffer of at most `limit` bytes. Source: the header and block layout of c-blosc 1.21 (README_CHUNK_FORMAT.rst).
 *
 * @throws Error when it is damaged, larger than `limit` or packed with blosclz or snappy.
 */
export function bloscExpand(data: Uint8Array, limit: number, unpack: Unpackers): Uint8Array {
  if (data.length < headerBytes) throw new Error("the blosc header is cut off");
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const flags = view.getUint8(2);
  const typeSize = view.getUint8(3);
  const total = view.getUint32(4, true);
  const blockSize = view.getUint32(8, true);
  if (total > limit) throw new Error(`${total} bytes are packed where ${limit} are expected`);
  const result = new Uint8Array(total);
  if (flags & 2) {
    if (data.length < headerBytes + total) throw new Error("the blosc buffer is cut off");
    result.set(data.subarray(headerBytes, headerBytes + total));
    return result;
  }
  if (total === 0) return result;
  if (blockSize === 0 || typeSize === 0) throw new Error("the blosc header is damaged");
  const codec = inner[flags >>> 5];
  const expand = (part: Uint8Array, into: Uint8Array) => expandPart(codec, part, into, unpack);
  const undo = flags & 1 && typeSize > 1 ? unshuffle : flags & 4 ? bitUnshuffle : undefined;
  const scratch = undo ? new Uint8Array(Math.min(blockSize, total)) : undefined;
  for (let block = 0; block * blockSize < total; block++) {
    const target = result.subarray(block * blockSize, Math.min(total, (block + 1) * blockSize));
    const packed = scratch?.subarray(0, target.length) ?? target;
    // streams of one byte per element when the packer splits; it never does so for small or shorter last blocks
    const splits = !(flags & 16) && typeSize <= 16 && blockSize / typeSize >= 128 && target.length === blockSize;
    const part = packed.length / (splits ? typeSize : 1);
    let at = view.getUint32(headerBytes + block * 4, true);
    for (let done = 0; done < packed.length; done += part) {
      const length = view.getUint32(at, true);
      at += 4;
      if (at + length > data.length || !Number.isInteger(part)) throw new Error(`block ${block} is cut off`);
      const into = packed.subarray(done, done + part);
      if (length === part) into.set(data.subarray(at, at + length));
      else expand(data.subarray(at, at + length), into);
      at += length;
    }
    if (undo) undo(packed, target, typeSize);
  }
  return result;
}

function expandPart(codec: string | undefined, part: Uint8Array, into: Uint8Array, unpack: Unpackers): void {
  let written: number;
  if (codec === "lz4") written = lz4Expand(part, into);
  else if (codec === "zstd" || codec === "zlib") {
    const bytes = (codec === "zstd" ? unpack.zstd : unpack.inflate)(part, into.length);
    into.set(bytes);
    written = bytes.length;
  } else throw new Error(`its blosc packing, ${codec ?? "an unknown one"}, is not read`);
  if (written !== into.length) throw new Error(`a block holds ${written} bytes where ${into.length} are expected`);
}
