import type { WebSocket } from "ws";
import { encodeHeader, paddingBehind } from "../frame.ts";
import type { FrameHeader } from "../messages.ts";
import type { FramePart } from "./item.ts";

/** Sends a header and the arrays of its parts as pieces of one message: they go to the socket from where they are. */
export function sendFrame(
  socket: WebSocket,
  about: Pick<FrameHeader, "id" | "sequence" | "runId">,
  parts: readonly FramePart[],
): void {
  const planes = parts.flatMap((part) => ("plane" in part ? [part] : []));
  const shapes = parts.flatMap((part) => ("shapes" in part ? [part] : []));
  const header = { ...about, planes: planes.map(({ plane }) => plane), shapes: shapes.map((part) => part.shapes) };
  const pieces: Uint8Array[] = [encodeHeader(header)];
  for (const array of [...planes, ...shapes].flatMap(({ arrays }) => arrays)) {
    if (array.byteLength === 0) continue;
    pieces.push(Buffer.from(array.buffer, array.byteOffset, array.byteLength));
    const padding = paddingBehind(array.byteLength);
    if (padding > 0) pieces.push(new Uint8Array(padding));
  }
  for (const [i, piece] of pieces.entries()) {
    socket.send(piece, { binary: true, compress: false, fin: i === pieces.length - 1 });
  }
}
