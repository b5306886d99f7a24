import { describe, expect, test } from "@jest/globals";
import { encodeFrame, FrameDecoder, greetingLimit, messageLimit } from "#lib/engine/frames.js";

describe("FrameDecoder", () => {
  test("puts messages together however the socket cuts them", () => {
    const messages = [{ id: 1, text: "µm" }, [], { id: 2 }];
    const bytes = Buffer.concat(messages.map(encodeFrame));
    for (let size = 1; size <= bytes.length; size++) {
      const decoder = new FrameDecoder(messageLimit);
      const got: unknown[] = [];
      for (let at = 0; at < bytes.length; at += size) got.push(...decoder.push(bytes.subarray(at, at + size)));
      expect(got).toEqual(messages);
    }
  });

  test("refuses a length over the limit before the bytes arrive", () => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(1 << 30);
    const decoder = new FrameDecoder(greetingLimit);
    expect(() => [...decoder.push(header)]).toThrow(expect.objectContaining({ code: "BAD_MESSAGE" }));
  });

  test("refuses what is not JSON", () => {
    const frame = Buffer.concat([Buffer.from([0, 0, 0, 3]), Buffer.from("{a}")]);
    expect(() => [...new FrameDecoder(100).push(frame)]).toThrow(expect.objectContaining({ code: "BAD_MESSAGE" }));
  });
});
