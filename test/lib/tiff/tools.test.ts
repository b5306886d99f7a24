import { deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { withoutKernels } from "#lib/files/disk/tiffTools.js";
import { makeZlib, zlibByNode } from "#lib/files/disk/zlib.js";
import { openImageBytes } from "#lib/functions/native/index.js";

// what the readers' tests read, with kernels, here against the plain implementations, byte by byte

const noise = (length: number, seed = 1) =>
  Uint8Array.from({ length }, (_, i) => (Math.imul(i * i + seed, 2654435761) >>> 24) & (i % 3 === 0 ? 255 : 15));
const builds = ["auto", "wasm"];

/** TIFF's LZW with codes of 9 bits only: each byte as it is, a clear code before the table is full. */
function lzwOf(bytes: Uint8Array): Uint8Array {
  const codes = [256, ...[...bytes].flatMap((byte, i) => (i % 200 === 199 ? [byte, 256] : [byte])), 257];
  const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
}

test.each(builds)("LZW and PackBits of damaged data end as without kernels: %s", (build) => {
  const kernels = openImageBytes({ build });
  for (let seed = 0; seed < 200; seed++) {
    const packed = seed % 2 ? noise(400, seed) : lzwOf(noise(300, seed));
    if (seed % 4 === 0) packed[seed] = seed;
    for (const kind of ["lzw", "packBits"] as const) {
      const [ours, plain] = [new Uint8Array(700), new Uint8Array(700)];
      const written = kernels[kind](packed, ours);
      expect([kind, seed, written]).toEqual([kind, seed, withoutKernels[kind](packed, plain)]);
      const length = Math.max(0, written);
      expect(ours.subarray(0, length)).toEqual(plain.subarray(0, length));
    }
  }
});

test.each(builds)("LZW gives the bytes that were packed: %s", (build) => {
  const bytes = noise(5000);
  const into = new Uint8Array(5000);
  expect(openImageBytes({ build }).lzw(lzwOf(bytes), into)).toBe(5000);
  expect(into).toEqual(bytes);
});

test.each(builds)("byte order, differences and float bytes are turned as without kernels: %s", (build) => {
  const kernels = openImageBytes({ build });
  for (const width of [1, 7, 16, 33]) {
    for (const kind of [Uint8Array, Uint16Array, Uint32Array, Int32Array]) {
      for (const [swap, sum] of [
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const ours = new kind(noise(width * 5 * kind.BYTES_PER_ELEMENT).buffer);
        const plain = ours.slice();
        kernels.turn(ours, width, swap, sum);
        withoutKernels.turn(plain, width, swap, sum);
        expect(ours).toEqual(plain);
      }
    }
    const ours = new Uint32Array(noise(width * 12).buffer);
    const plain = ours.slice();
    kernels.gatherFloats(ours, width);
    withoutKernels.gatherFloats(plain, width);
    expect(ours).toEqual(plain);
  }
});

test.each(builds)("tiles are joined as without kernels, clipped at the right and at the bottom: %s", (build) => {
  const tiles = noise(4 * 32 * 16);
  const [ours, plain] = [new Uint8Array(100 * 11), new Uint8Array(100 * 11)];
  openImageBytes({ build }).joinTiles(tiles, { rowBytes: 32, rows: 16 }, ours, 100);
  withoutKernels.joinTiles(tiles, { rowBytes: 32, rows: 16 }, plain, 100);
  expect(ours).toEqual(plain);
  expect(ours[100 + 32]).toBe(tiles[32 * 16 + 32]);
});

test("deflate by the system's library and by Node are equal, and neither writes more than there is room for", () => {
  const bytes = noise(10_000);
  for (const { inflate, deflate } of [makeZlib(), zlibByNode]) {
    const into = new Uint8Array(10_000);
    for (const packed of [deflateSync(bytes), deflate(bytes, 6), deflate(bytes, 0), deflate(bytes, 9)]) {
      into.fill(0);
      expect(inflate(packed, into)).toBe(10_000);
      expect(into).toEqual(bytes);
    }
    expect(new Uint8Array(inflateSync(deflate(bytes, 1)))).toEqual(bytes);
    expect(() => inflate(deflateSync(bytes), new Uint8Array(9_999))).toThrow();
    expect(() => inflate(deflateSync(bytes).subarray(0, 3000), into)).toThrow();
    expect(() => inflate(noise(100), into)).toThrow();
  }
});
