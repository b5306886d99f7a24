import { expect, test } from "@jest/globals";
import { decodeFrame, encodeHeader, paddingBehind } from "#lib/stream/index.js";

const content = "image" as const;
const facts = {
  content,
  well: "A01",
  site: 1,
  channel: 2,
  z: 1,
  timepoint: 1,
  level: 0,
  y: 0,
  x: 0,
  height: 1,
  width: 3,
};
const outlines = {
  ...{ well: "A01", site: 1, channel: 2, z: 1, timepoint: 1, name: "cells", content: "outlines" as const },
  ...{ count: 2, vertices: 7 },
};

/** A frame as the hub writes it. */
function framed(): ArrayBuffer {
  const planes = [
    { ...facts, dtype: "uint16" as const },
    { ...facts, dtype: "float32" as const },
  ];
  const pixels = [new Uint16Array([1, 65535, 3]), new Float32Array([0.5, -1, Number.POSITIVE_INFINITY])];
  const arrays = [new Uint32Array([4, 9]), new Uint32Array([0, 3, 7]), new Float32Array(14).map((_, i) => i / 2)];
  const pieces = [Buffer.from(encodeHeader({ id: 7, sequence: 2, planes, shapes: [outlines] }))];
  for (const { buffer, byteLength } of [...pixels, ...arrays])
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

test("outlines come as arrays of labels, beginnings and coordinates, behind the pixels", () => {
  const bytes = framed();
  const { shapes, arrays } = decodeFrame(bytes);
  expect(shapes).toEqual([outlines]);
  expect([...(arrays[0]?.ids ?? [])]).toEqual([4, 9]);
  expect([...(arrays[0]?.starts ?? [])]).toEqual([0, 3, 7]);
  expect([...(arrays[0]?.vertices ?? [])]).toEqual([...Array(14).keys()].map((i) => i / 2));
  expect(arrays[0]?.vertices.buffer).toBe(bytes);
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
