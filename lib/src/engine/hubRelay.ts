import { WebSocket } from "ws";
import { messageOf, TiterError } from "../errors.ts";
import type { HubAddress } from "./hubLine.ts";
import { connectEngine } from "./launch.ts";

/**
 * Where the hub of this user's engine is; starts both when need be.
 *
 * @param origin - of a page on another machine that shall be let in, such as `https://hub.example.org`.
 */
export async function hubAddress(origin?: string): Promise<HubAddress> {
  const engine = await connectEngine();
  try {
    return await engine.request({ kind: "hub", ...(origin === undefined ? {} : { origin }) });
  } finally {
    engine.close();
  }
}

/** A line to the hub that this process passes on for a page that can't reach the hub itself. */
export interface HubRelay {
  send(text: string): void;
  close(): void;
}

/** Opens a line to pass on; what comes is told to `to`. Rejects with `STREAM_UNREACHABLE`. */
export function relayHub(
  port: number,
  to: {
    readonly text: (text: string) => void;
    readonly bytes: (bytes: Uint8Array) => void;
    readonly closed: () => void;
  },
): Promise<HubRelay> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false, maxPayload: 1 << 30 });
    socket.on("open", () =>
      resolve({
        send: (text) => socket.send(text),
        close: () => socket.close(),
      }),
    );
    socket.on("message", (data: Buffer, isBinary) => (isBinary ? to.bytes(data) : to.text(data.toString("utf8"))));
    socket.on("error", (cause) =>
      reject(
        new TiterError("STREAM_UNREACHABLE", {
          what: `the engine's hub can't be reached: ${messageOf(cause)}`,
          todo: "Check that the engine runs: titer engine status.",
          cause,
        }),
      ),
    );
    socket.on("close", () => to.closed());
  });
}
