import { TiterError } from "../errors.ts";

/** Most bytes of a message before the token was shown, and after. */
export const greetingLimit: number = 4 << 10;
export const messageLimit: number = 256 << 20;

/** A message as bytes: its length (4 bytes, big-endian), then JSON in UTF-8. */
export function encodeFrame(message: unknown): Buffer {
  const json = JSON.stringify(message);
  const length = Buffer.byteLength(json);
  if (length > messageLimit) throw tooLarge(length, messageLimit);
  const frame = Buffer.allocUnsafe(4 + length);
  frame.writeUInt32BE(length);
  frame.write(json, 4);
  return frame;
}

/** Puts messages together from the pieces that a socket delivers. */
export class FrameDecoder {
  /** Raised by the owner once the other side has shown its token. */
  limit: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * The messages that are complete after this piece. They are lazy, so that a limit raised while one is handled holds for
   * the next.
   *
   * @throws TiterError `BAD_MESSAGE` for a length over the limit (before its bytes are kept) or for text that is no JSON.
   */
  *push(piece: Buffer): Generator<unknown> {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    for (;;) {
      if (this.#bytes < 4) return;
      if (this.#pieces[0]!.length < 4) this.#join();
      const length = this.#pieces[0]!.readUInt32BE();
      if (length > this.limit) throw tooLarge(length, this.limit);
      if (this.#bytes < 4 + length) return;
      this.#join();
      const all = this.#pieces[0]!;
      this.#pieces = [all.subarray(4 + length)];
      this.#bytes = all.length - 4 - length;
      yield parse(all.subarray(4, 4 + length));
    }
  }

  #join(): void {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new TiterError("BAD_MESSAGE", {
      what: "a message is not JSON",
      todo: "Talk to the engine through the client of the same Titer version.",
      cause,
    });
  }
}

function tooLarge(length: number, limit: number): TiterError {
  return new TiterError("BAD_MESSAGE", {
    what: `a message of ${length} bytes is over the limit of ${limit}`,
    todo: "Split the work into several runs.",
    details: { length, limit },
  });
}
