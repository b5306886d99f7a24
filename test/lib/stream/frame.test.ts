import { expect, test } from "@jest/globals";
import { decodeFrame, encodeHeader, paddingBehind } from "#lib/stream/index.js";

const facts = { well: "A01", site: 1, channel: 2, z: 1, timepoint: 1, level: 0, y: 0, x: 0, height: 1, width: 3 };

/** A frame as the hub writes it. */
function framed(): ArrayBuffer {
  const planes = [
    { ...facts, dtype: "uint16" as const },
    { ...facts, dtype: "float32" as const },
  ];
  const pixels = [new Uint16Array([1, 65535, 3]), new Float32Array([0.5, -1, Number.POSITIVE_INFINITY])];
  const pieces = [Buffer.from(encodeHeader({ id: 7, sequence: 2, planes }))];
  for (const { buffer, byteLength } of pixels)
    pieces.push(Buffer.from(buffer), Buffer.alloc(paddingBehind(byteLength)));
  const bytes = Buffer.concat(pieces);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer; // of a Buffer, not shared
}

test("a frame gives back its header and its pixels, which are views on what came", () => {
  const bytes = framed();
  const frame = decodeFrame(bytes);
  expect(frame).toMatchObject({ id: 7, sequence: 2, planes: [{ well: "A01", channel: 2 }, { dtype: "float32" }] });
  expect(frame.pixels.map((pixels) => [...pixels])).toEqual([
    [1, 65535, 3],
    [0.5, -1, Number.POSITIVE_INFINITY],
  ]);
  expect(frame.pixels[0]?.buffer).toBe(bytes);
});

test.each([
  ["nothing", new ArrayBuffer(0)],
  ["a header that is longer than the frame", framed().slice(0, 20)],
  ["a plane that is longer than the frame", framed().slice(0, -8)],
  ["a header that is not JSON", new Uint8Array([4, 0, 0, 0, 1, 2, 3, 4]).buffer],
  ["a header without planes", new Uint8Array([4, 0, 0, 0, ...Buffer.from("{}  ")]).buffer],
])("%s is refused", (_, bytes) => {
  expect(() => decodeFrame(bytes)).toThrow(/can't be read/);
});
