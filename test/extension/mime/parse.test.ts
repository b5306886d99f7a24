import { describe, expect, test } from "@jest/globals";
import { parsePlane } from "#extension/mime/parse.js";
import { planeBundle } from "#lib/display/planeBundle.js";
import { type PlaneOutput, planeMime } from "#lib/protocol/display.js";

const data = Uint16Array.from([0, 1, 256, 65535, 515, 7]);
const output = planeBundle({ data, dtype: "uint16", height: 2, width: 3 }, "t")[planeMime] as PlaneOutput;

describe("parsePlane", () => {
  test("unpacks the pixels that the library packed", async () => {
    const image = await parsePlane(JSON.parse(JSON.stringify(output)));
    expect([...image.pixels]).toEqual([...data]);
    expect(image.pixels.BYTES_PER_ELEMENT).toBe(2);
    expect(image.info.title).toBe("t");
  });

  test("names the fields that are wrong", async () => {
    const wrong = { ...output, width: -1, window: { low: 5, high: 5 } };
    await expect(parsePlane(wrong)).rejects.toThrow("wrong or missing: width, window");
  });

  test("refuses fewer pixels than the size says", async () => {
    await expect(parsePlane({ ...output, height: 3 })).rejects.toThrow("12 bytes of pixels, not 18");
  });

  test("refuses pixels that are not packed", async () => {
    await expect(parsePlane({ ...output, pixels: "AAAA" })).rejects.toThrow("its pixels cannot be unpacked");
  });

  test("says that another version needs another Titer", async () => {
    await expect(parsePlane({ ...output, version: 2 })).rejects.toThrow(/version 2.*Update Titer/);
  });
});
