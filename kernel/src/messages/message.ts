/** The header of a Jupyter message (messaging protocol 5.4). */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
  /** The subshell that a request is for (JEP 91); the main shell's have none. */
  readonly subshell_id?: string | null;
}

/** The content of a message: any JSON object; {@link file://./fields.ts} reads it. */
export type Content = Readonly<Record<string, unknown>>;

/** A message as it came from a client: signature checked, frames parsed, content not yet judged. */
export interface Message {
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  /** An empty object when the message answers nothing. */
  readonly parentHeader: Content;
  readonly metadata: Content;
  readonly content: Content;
  /** Binary parts, each with memory of its own, which is shared memory from 1 MiB on. */
  readonly buffers: readonly Uint8Array[];
}

/** A message on its way out; the frame writer adds date, signature and a fresh id. */
export interface Outgoing {
  readonly type: string;
  /** Header of the request that this belongs to, or an empty object. */
  readonly parent: Header | Content;
  readonly content: Content;
  readonly metadata?: Content;
  readonly buffers?: readonly Uint8Array[];
}

/** Sockets on which requests arrive. */
export type RequestChannel = "shell" | "control" | "stdin";

/** Whether a parsed header frame is a header. */
export function isHeader(value: Content): value is Content & Header {
  return ["msg_id", "msg_type", "session"].every((key) => typeof value[key] === "string");
}
