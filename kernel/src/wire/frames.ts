import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { isObject } from "../messages/fields.ts";
import { type Content, type Header, isHeader, type Message, type Outgoing } from "../messages/message.ts";
import { sendable } from "./threadMemory.ts";

const delimiter = Buffer.from("<IDS|MSG>");
const protocolVersion = "5.4";
/** Signatures are remembered, so that a message cannot be sent a second time by who listened; the oldest are forgotten. */
const rememberedSignatures = 2 ** 16;
/** A JSON frame may be this long; binary data belongs into buffers. */
const maxFrameBytes = 64 * 2 ** 20;

/** Why frames are no message for the kernel; with a header, its sender can be told. */
export interface Dropped {
  readonly dropped: string;
  readonly request?: Pick<Message, "identities" | "header">;
}

/**
 * Turns messages into ZeroMQ frames and back:
 * `[...identities, "<IDS|MSG>", signature, header, parent_header, metadata, content, ...buffers]`.
 *
 * The signature is HMAC-SHA256 in hex over the four JSON frames; buffers are not signed. An empty key means no signature.
 */
export class FrameCodec {
  readonly #key: string;
  readonly #session = randomUUID();
  readonly #seen = new Set<string>();

  constructor(key: string) {
    this.#key = key;
  }

  /** The message in some frames, or the reason for dropping them. The signature is checked before any JSON is parsed. */
  decode(frames: readonly Buffer[]): Message | Dropped {
    const at = frames.findIndex((frame) => frame.equals(delimiter));
    if (at < 0) return { dropped: "no delimiter frame" };
    const [signature, header, parent, metadata, content, ...buffers] = frames.slice(at + 1);
    if (!signature || !header || !parent || !metadata || !content) return { dropped: "too few frames" };
    if (!this.#signed(signature, [header, parent, metadata, content])) return { dropped: "wrong signature" };
    if (this.#isReplayed(signature.toString("latin1"))) return { dropped: "it was sent before" };
    const headerPart = header.length > maxFrameBytes ? undefined : parseObject(header);
    if (!headerPart || !isHeader(headerPart))
      return { dropped: "the header is no object with msg_id, msg_type and session" };
    const request = { identities: frames.slice(0, at).map(sendable), header: headerPart };
    const others = [parent, metadata, content];
    if (others.some(({ length }) => length > maxFrameBytes))
      return { request, dropped: `JSON is longer than ${maxFrameBytes} bytes; send binary data as buffers` };
    const [parentHeader, metadataPart, contentPart] = others.map(parseObject);
    if (!parentHeader || !metadataPart || !contentPart) return { request, dropped: "a frame holds no JSON object" };
    return {
      ...request,
      parentHeader,
      metadata: metadataPart,
      content: contentPart,
      buffers: buffers.map(sendable),
    };
  }

  /** The frames of an outgoing message; `identities` route it to one client, on iopub the topic stands there. */
  encode(identities: readonly Uint8Array[], message: Outgoing): Uint8Array[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: message.type,
      session: this.#session,
      username: "titer",
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    const parts = [header, message.parent, message.metadata ?? {}, message.content].map((part) =>
      Buffer.from(JSON.stringify(part)),
    );
    return [...identities, delimiter, Buffer.from(this.#sign(parts)), ...parts, ...(message.buffers ?? [])];
  }

  #isReplayed(signature: string): boolean {
    if (this.#key === "") return false;
    if (this.#seen.has(signature)) return true;
    this.#seen.add(signature);
    const [oldest] = this.#seen;
    if (this.#seen.size > rememberedSignatures && oldest !== undefined) this.#seen.delete(oldest);
    return false;
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #signed(signature: Uint8Array, parts: readonly Uint8Array[]): boolean {
    const expected = Buffer.from(this.#sign(parts));
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
}

function parseObject(frame: Buffer): Content | undefined {
  try {
    const value: unknown = JSON.parse(frame.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // The caller drops the message and says why.
  }
}
