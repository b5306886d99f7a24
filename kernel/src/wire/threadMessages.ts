import type { Message, Outgoing, RequestChannel } from "../messages/message.ts";
import type { ConnectionFile } from "./connectionFile.ts";

/** What the socket thread is started with. */
export interface SocketThreadData {
  readonly connection: ConnectionFile;
  /** {@link InterruptCells}. */
  readonly interrupt: SharedArrayBuffer;
}

/** From the socket thread to the main thread. */
export type FromSockets =
  | { readonly kind: "ready" }
  | { readonly kind: "request"; readonly channel: RequestChannel; readonly message: Message }
  /** All executions up to this number are to end. */
  | { readonly kind: "interrupt"; readonly latest: number }
  | { readonly kind: "subshellDeleted"; readonly id: string }
  | { readonly kind: "shutdown" };

/** From the main thread to the socket thread; order is kept. */
export type ToSockets =
  | {
      readonly kind: "reply";
      readonly channel: RequestChannel;
      readonly identities: readonly Uint8Array[];
      readonly message: Outgoing;
    }
  | { readonly kind: "publish"; readonly message: Outgoing };

/** Places in the shared interrupt memory (Int32). */
export const InterruptCells = {
  /** Number of the latest execution that an interrupt is meant for, until others run; loops in functions look at it. */
  flag: 0,
  /** Number of the execution that was started last. */
  execution: 1,
  /** A {@link GuardState}. */
  guard: 2,
} as const;

/** Whether code runs that the interrupt signal ends. */
export const GuardState = {
  closed: 0,
  open: 1,
  /** The signal is sent to the code that runs; only the sender sets this, and only from `open`. */
  signalled: 2,
} as const;
