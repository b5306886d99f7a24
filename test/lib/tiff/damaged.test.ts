import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { isTiterError } from "#lib/errors.js";
import { tiffTools } from "#lib/files/disk/tiffTools.js";
import { newPlane } from "#lib/image/index.js";
import { type ByteSource, readTiffHeader, readTiffPlane } from "#lib/tiff/index.js";

/** A file in memory that notes the largest read, which bounds what was allocated for it. */
function sourceOf(bytes: Uint8Array): ByteSource & { largest: number } {
  return {
    name: "damaged.tif",
    size: bytes.length,
    largest: 0,
    read(offset, into) {
      this.largest = Math.max(this.largest, into.length);
      if (offset + into.length > bytes.length) throw new Error("a read past the end was asked for");
      into.set(bytes.subarray(offset, offset + into.length));
    },
  };
}

function outcome(bytes: Uint8Array): string {
  const source = sourceOf(bytes);
  try {
    const { width, height, dtype } = readTiffHeader(source);
    readTiffPlane(
      source,
      0,
      newPlane({ width: Math.min(width, 200), height: Math.min(height, 200), dtype }),
      tiffTools,
    );
    return "read";
  } catch (error) {
    if (!isTiterError(error)) throw error;
    expect(error.where.file).toBe("damaged.tif");
    return error.code;
  } finally {
    expect(source.largest).toBeLessThanOrEqual(bytes.length);
  }
}

const names = [
  "uint16",
  "strips",
  "lzw",
  "deflate",
  "tilesLzwPredictor",
  "bigTiff",
  "pages",
  "packBits",
  "zstd",
  "deflateFloatPredictor",
];
const file = (name: string) => new Uint8Array(readFileSync(`test/fixtures/tiff/${name}.tif`));

describe("a damaged file", () => {
  test.each(names)("cut off at any length gives a coded error: %s", (name) => {
    const whole = file(name);
    for (let length = 0; length < whole.length; length += 37) {
      expect(outcome(whole.slice(0, length))).toMatch(/^(read|[A-Z_]+)$/);
    }
    expect(outcome(whole.slice(0, 100))).not.toBe("read");
  });

  test.each(names)("with any one byte changed never ends otherwise: %s", (name) => {
    const whole = file(name);
    for (let at = 0; at < whole.length; at += at < 600 ? 1 : 41) {
      for (const value of [0, 0xff]) {
        const copy = whole.slice();
        copy[at] = value;
        outcome(copy);
      }
    }
  });

  test("whose pages run in a circle is refused", () => {
    const bytes = file("uint16");
    const view = new DataView(bytes.buffer);
    const first = view.getUint32(4, true);
    view.setUint32(first + 2 + view.getUint16(first, true) * 12, first, true);
    expect(outcome(bytes)).toBe("TIFF_DAMAGED");
  });

  test("that is empty or no TIFF says so", () => {
    expect(outcome(new Uint8Array(0))).toBe("NOT_TIFF");
    expect(outcome(new TextEncoder().encode("<html>not found</html>"))).toBe("NOT_TIFF");
  });
});
