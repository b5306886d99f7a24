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
  | { readonly kind: "interrupt"; readonly execution: number }
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
  /** 1 from an interrupt until the next cell starts; loops in functions look at it. */
  flag: 0,
  /** Number of the execution that runs now, 0 when none does. */
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
