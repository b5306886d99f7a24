import { TiterError } from "../../errors.ts";
import { headerBytes, type Roi, type RoiKind, roiTypes, subPixels } from "./roi.ts";

/** Type of a region that is put together from several shapes, by ImageJ's XOR and the like. */
const withoutOutline = 6;

/**
 * Reads a region of ImageJ's binary format, version 217 or later. Source: `ij.io.RoiDecoder` of ImageJ 1.54.
 *
 * @param file - for messages, and the name of a region that has none.
 * @throws TiterError `ROI_DAMAGED`, `ROI_UNKNOWN_KIND` (composites, angles).
 */
export function decodeRoi(bytes: Uint8Array, file = "region"): Roi {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || view.getUint32(0) !== 0x496f7574) throw damaged(file, "it is no ImageJ region");
  const kind = kindOf(bytes[6]!, view.getInt32(36), file);
  const count = view.getUint16(16);
  const fine = (view.getInt16(50) & subPixels) !== 0 && view.getInt16(4) >= 222;
  const places = view.getInt32(60);
  if (kind !== "rectangle" && kind !== "ellipse" && kind !== "line") {
    if (headerBytes + count * (fine ? 12 : 4) > bytes.length) throw damaged(file, "it ends inside its coordinates");
  }
  return {
    name: nameOf(view, places) || file.replace(/^.*\//, "").replace(/\.roi$/i, ""),
    kind,
    ...corners(view, kind, count, fine),
    ...position(view, places),
  };
}

function kindOf(type: number, shapeSize: number, file: string): RoiKind {
  const found = (Object.keys(roiTypes) as RoiKind[]).find((kind) => roiTypes[kind] === type);
  if (found !== undefined && shapeSize === 0) return found;
  throw new TiterError("ROI_UNKNOWN_KIND", {
    what: shapeSize > 0 || type === withoutOutline ? "it is put together from several shapes" : `its type is ${type}`,
    where: { file },
    todo: "Split it in ImageJ (More, Split) and save it again.",
  });
}

function corners(view: DataView, kind: RoiKind, count: number, fine: boolean): Pick<Roi, "x" | "y"> {
  const [top, left, bottom, right] = [8, 10, 12, 14].map((at) => view.getInt16(at)) as [number, number, number, number];
  const floats = [18, 22, 26, 30].map((at) => view.getFloat32(at)) as [number, number, number, number];
  const [x1, y1, x2, y2] = floats;
  if (kind === "line") return { x: [x1, x2], y: [y1, y2] };
  if (kind === "rectangle" || kind === "ellipse") {
    return fine ? { x: [x1, x1 + x2], y: [y1, y1 + y2] } : { x: [left, right], y: [top, bottom] };
  }
  const read = (plane: number, from: number) =>
    Array.from({ length: count }, (_, i) =>
      fine
        ? view.getFloat32(headerBytes + (4 + 4 * plane) * count + 4 * i)
        : view.getUint16(headerBytes + 2 * (plane * count + i)) + from,
    );
  return { x: read(0, left), y: read(1, top) };
}

function position(view: DataView, at: number): Pick<Roi, "channel" | "slice" | "frame"> {
  if (at < headerBytes || at + 16 > view.byteLength) return {};
  const [channel, slice, frame] = [4, 8, 12].map((offset) => view.getInt32(at + offset)) as [number, number, number];
  return { ...(channel > 0 ? { channel } : {}), ...(slice > 0 ? { slice } : {}), ...(frame > 0 ? { frame } : {}) };
}

function nameOf(view: DataView, at: number): string {
  if (at < headerBytes || at + 24 > view.byteLength) return "";
  const [start, length] = [view.getInt32(at + 16), view.getInt32(at + 20)];
  if (start <= 0 || start + 2 * length > view.byteLength) return "";
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint16(start + 2 * i)));
}

function damaged(file: string, what: string): TiterError {
  return new TiterError("ROI_DAMAGED", { what, where: { file }, todo: "Save it again in the program it came from." });
}
