import type { ByteSource } from "../../tiff/source.ts";
import { product, type ZarrArray } from "./array.ts";
import { crc32c } from "./crc32c.ts";
import { damagedChunk } from "./field.ts";

/** Where a packed chunk lies in its file. */
export interface ChunkPlace {
  readonly offset: number;
  readonly length: number;
}

/** What stands in an index for a chunk that was not written. */
const absent = 2n ** 64n - 1n;

/**
 * Reads the index of a shard: gives for the coordinates of a pixel where its chunk lies, or undefined when the chunk was not
 * written. Source: zarr v3, codec `sharding_indexed`.
 *
 * @throws `CHUNK_DAMAGED` when the index's size or checksum is wrong, or a place lies outside of the file.
 */
export function shardIndex(source: ByteSource, array: ZarrArray): (at: readonly number[]) => ChunkPlace | undefined {
  const { file, chunk, sharding } = array;
  const grid = file.map((length, axis) => length / (chunk[axis] as number));
  const count = product(grid);
  const size = count * 16 + (sharding?.checksum ? 4 : 0);
  if (size > source.size) throw damagedChunk(source.name, "the shard is shorter than its index");
  const index = new Uint8Array(size);
  source.read(sharding?.indexAt === "start" ? 0 : source.size - size, index);
  const view = new DataView(index.buffer);
  if (sharding?.checksum && crc32c(index.subarray(0, size - 4)) !== view.getUint32(size - 4, true)) {
    throw damagedChunk(source.name, "the checksum of the shard's index is wrong");
  }
  return (at) => {
    const number = grid.reduce(
      (sum, length, axis) => sum * length + (Math.floor((at[axis] as number) / (chunk[axis] as number)) % length),
      0,
    );
    const offset = view.getBigUint64(number * 16, true);
    const length = view.getBigUint64(number * 16 + 8, true);
    if (offset === absent && length === absent) return undefined;
    if (offset + length > BigInt(source.size))
      throw damagedChunk(source.name, `chunk ${number} lies outside of its shard`);
    return { offset: Number(offset), length: Number(length) };
  };
}
