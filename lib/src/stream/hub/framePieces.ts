import { encodeHeader, paddingBehind } from "../frame.ts";
import type { FrameHeader } from "../messages.ts";
import type { FramePart } from "./item.ts";

/** The bytes of a frame, piece by piece: the header, and the arrays of its parts from where they are. */
export function framePieces(
  about: Pick<FrameHeader, "id" | "sequence" | "runId">,
  parts: readonly FramePart[],
): Uint8Array[] {
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
  return pieces;
}
