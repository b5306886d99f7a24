import { isTiterError, messageOf } from "../../errors.ts";
import { bytesOf, type Pixels, viewOf } from "../../image/dtype.ts";
import { swapBytes } from "../../tiff/predictor.ts";
import type { Unpackers } from "../../tiff/source.ts";
import { product, type ZarrArray } from "./array.ts";
import { bloscExpand } from "./blosc.ts";
import { crc32c } from "./crc32c.ts";
import { damagedChunk } from "./field.ts";
import { lz4Expand } from "./lz4.ts";

/**
 * Unpacks one chunk into pixels in this machine's byte order, axes in the order of the packing.
 *
 * @param file - for messages.
 * @throws `CHUNK_DAMAGED`.
 */
export function decodeChunk(packed: Uint8Array, array: ZarrArray, unpack: Unpackers, file: string): Pixels {
  const { packing, dtype, chunk } = array;
  const wanted = product(chunk) * bytesOf(dtype);
  let bytes = packed;
  try {
    packing.codecs.toReversed().forEach((codec, i, all) => {
      // packed data that is packed again may be somewhat longer than the pixels
      const limit = i === all.length - 1 ? wanted : wanted * 2 + 1024;
      if (codec === "crc32c") bytes = checked(bytes);
      else if (codec === "blosc") bytes = bloscExpand(bytes, limit, unpack);
      else if (codec === "zstd") bytes = unpack.zstd(bytes, limit);
      else if (codec === "lz4") bytes = sizedLz4(bytes, limit);
      else bytes = unpack.inflate(bytes, limit);
    });
  } catch (cause) {
    if (isTiterError(cause)) throw cause;
    throw damagedChunk(file, messageOf(cause), cause);
  }
  if (bytes.length !== wanted)
    throw damagedChunk(file, `a chunk has ${bytes.length} bytes where ${wanted} are expected`);
  const aligned =
    bytes.byteOffset % bytesOf(dtype) === 0 && packing.littleEndian ? bytes : (new Uint8Array(bytes) as Uint8Array);
  const pixels = viewOf(dtype, aligned.buffer, product(chunk), aligned.byteOffset);
  if (!packing.littleEndian) swapBytes(pixels);
  return pixels;
}

/** The bytes before a checksum. */
function checked(bytes: Uint8Array): Uint8Array {
  const body = bytes.subarray(0, Math.max(0, bytes.length - 4));
  const sum = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(body.length, true);
  if (crc32c(body) !== sum) throw new Error("the checksum of a chunk is wrong");
  return body;
}

/** LZ4 as numcodecs writes it: the size, then one block. */
function sizedLz4(bytes: Uint8Array, limit: number): Uint8Array {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (size > limit) throw new Error(`${size} bytes are packed where ${limit} are expected`);
  const into = new Uint8Array(size);
  if (lz4Expand(bytes.subarray(4), into) !== size) throw new Error("an LZ4 block is damaged");
  return into;
}
