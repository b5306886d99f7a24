import { TiterError } from "../../errors.ts";
import { bytesOf } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";
import { crc32c } from "./crc32c.ts";
import { chunkGrid, type StoreLayout } from "./layout.ts";

/** Bytes of the index behind the chunks: offset and length of each as 64-bit numbers, then a checksum. */
function indexBytes(chunks: number): number {
  return chunks * 16 + 4;
}

/** Bytes of a whole shard of one plane. */
export function shardBytes(layout: StoreLayout): number {
  const { rows, columns } = chunkGrid(layout);
  const chunk = layout.innerChunk.y * layout.innerChunk.x * bytesOf(layout.dtype);
  return rows * columns * chunk + indexBytes(rows * columns);
}

/**
 * Encodes a plane as one shard: inner chunks row by row, uncompressed, those at the edge padded with zeros, then the index.
 *
 * @param into - {@link shardBytes} bytes, zero where no pixel lies or from an earlier plane of the same layout.
 * @throws `PLANE_MISMATCH` when the plane has another size or type than the store.
 */
export function encodeShard(plane: Plane, layout: StoreLayout, into: Uint8Array): void {
  const { shape, innerChunk, dtype } = layout;
  if (plane.height !== shape.y || plane.width !== shape.x || plane.dtype !== dtype) {
    throw new TiterError("PLANE_MISMATCH", {
      what: `a plane of ${plane.height} x ${plane.width} ${plane.dtype} does not fit a store of ${shape.y} x ${shape.x} ${dtype}`,
      todo: "All result planes of a run need one size and pixel type.",
    });
  }
  const { rows, columns } = chunkGrid(layout);
  const pixel = bytesOf(dtype);
  const source = new Uint8Array(plane.data.buffer, plane.data.byteOffset, plane.data.byteLength);
  const sourceRow = shape.x * pixel;
  const chunkRow = innerChunk.x * pixel;
  const chunk = innerChunk.y * chunkRow;
  for (let y = 0; y < shape.y; y++) {
    const inRow = Math.floor(y / innerChunk.y) * columns * chunk + (y % innerChunk.y) * chunkRow;
    for (let column = 0; column < columns; column++) {
      const from = y * sourceRow + column * chunkRow;
      const to = Math.min(from + chunkRow, (y + 1) * sourceRow);
      into.set(source.subarray(from, to), inRow + column * chunk);
    }
  }
  const index = into.subarray(rows * columns * chunk);
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  for (let i = 0; i < rows * columns; i++) {
    view.setBigUint64(i * 16, BigInt(i * chunk), true);
    view.setBigUint64(i * 16 + 8, BigInt(chunk), true);
  }
  view.setUint32(rows * columns * 16, crc32c(index.subarray(0, rows * columns * 16)), true);
}

/**
 * Copies a shard's pixels into a plane; the inverse of {@link encodeShard}, for chunks in any order.
 *
 * @param file - for messages.
 * @throws `SHARD_DAMAGED` when size, checksum or index are wrong.
 */
export function decodeShard(bytes: Uint8Array, layout: StoreLayout, into: Plane, file: string): void {
  const { shape, innerChunk, dtype } = layout;
  const { rows, columns } = chunkGrid(layout);
  const pixel = bytesOf(dtype);
  const chunkRow = innerChunk.x * pixel;
  const chunk = innerChunk.y * chunkRow;
  const indexAt = bytes.length - indexBytes(rows * columns);
  if (indexAt < 0) throw damagedShard(file, "it is too short");
  const view = new DataView(bytes.buffer, bytes.byteOffset + indexAt, indexBytes(rows * columns));
  const sum = crc32c(bytes.subarray(indexAt, bytes.length - 4));
  if (sum !== view.getUint32(rows * columns * 16, true)) throw damagedShard(file, "the checksum of its index is wrong");
  const target = new Uint8Array(into.data.buffer, into.data.byteOffset, into.data.byteLength);
  for (let i = 0; i < rows * columns; i++) {
    const offset = Number(view.getBigUint64(i * 16, true));
    if (view.getBigUint64(i * 16 + 8, true) !== BigInt(chunk) || offset + chunk > indexAt) {
      throw damagedShard(file, `chunk ${i} is not where its index says`);
    }
    const x = (i % columns) * innerChunk.x;
    const top = Math.floor(i / columns) * innerChunk.y;
    const length = Math.min(innerChunk.x, shape.x - x) * pixel;
    for (let row = 0; row < Math.min(innerChunk.y, shape.y - top); row++) {
      const from = offset + row * chunkRow;
      target.set(bytes.subarray(from, from + length), ((top + row) * shape.x + x) * pixel);
    }
  }
}

function damagedShard(file: string, what: string): TiterError {
  return new TiterError("SHARD_DAMAGED", {
    what: `the stored plane is damaged: ${what}`,
    where: { file },
    todo: "Run the pipeline again for this well.",
  });
}
