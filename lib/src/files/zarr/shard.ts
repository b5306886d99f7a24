import { crc32c } from "./crc32c.ts";
import type { StoreLayout } from "./layout.ts";

/** What stands in an index for a chunk that was not written. */
const absent = 2n ** 64n - 1n;

/** Whether the files of an array hold several chunks with an index. */
export function isSharded({ chunk, file }: StoreLayout): boolean {
  return (["t", "c", "z", "y", "x"] as const).some((axis) => chunk[axis] !== file[axis]);
}

/**
 * The index behind the chunks of a shard: offset and length of each as 64-bit numbers, then a CRC-32C.
 * Source: zarr v3, codec `sharding_indexed`.
 *
 * @param chunks - in the order in which they lie in the file; undefined where none was written.
 */
export function shardIndexOf(chunks: readonly (Uint8Array | undefined)[]): Uint8Array {
  const index = new Uint8Array(chunks.length * 16 + 4);
  const view = new DataView(index.buffer);
  let at = 0;
  chunks.forEach((chunk, i) => {
    view.setBigUint64(i * 16, chunk ? BigInt(at) : absent, true);
    view.setBigUint64(i * 16 + 8, chunk ? BigInt(chunk.length) : absent, true);
    at += chunk?.length ?? 0;
  });
  view.setUint32(chunks.length * 16, crc32c(index.subarray(0, chunks.length * 16)), true);
  return index;
}
