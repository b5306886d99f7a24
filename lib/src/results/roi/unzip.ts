import { TiterError } from "../../errors.ts";
import { crc32 } from "./crc32.ts";
import type { ZipEntry } from "./zip.ts";

/** What browsers and Node share; the ECMAScript library itself does not declare it. */
declare const Blob: {
  new (parts: readonly ArrayBufferView[]): { stream(): { pipeThrough(through: unknown): unknown } };
};
declare const Response: { new (body: unknown): { arrayBuffer(): Promise<ArrayBuffer> } };
declare const DecompressionStream: { new (format: "deflate-raw"): unknown };

const endBytes = 22;
const longestComment = 65_535;

/** Most bytes that the files of an archive may have in all. */
const mostBytes = 1 << 30;

/**
 * The files of a ZIP archive, stored or deflated, in the order of its directory (PKWARE APPNOTE 6.3).
 *
 * @throws TiterError `ZIP_DAMAGED`, also for files that are too large in all.
 */
export async function unzip(archive: Uint8Array, file = "archive"): Promise<ZipEntry[]> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOf(view, file);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  let left = mostBytes;
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    if (at + 46 > archive.length || view.getUint32(at, true) !== 0x02014b50)
      throw damaged(file, "its directory is cut");
    const [nameBytes, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const name = String.fromCharCode(...archive.subarray(at + 46, at + 46 + nameBytes));
    left -= view.getUint32(at + 24, true);
    if (left < 0) throw damaged(file, "its files are larger than 1 GB");
    if (!name.endsWith("/")) entries.push({ name, bytes: await entryOf(archive, view, at, `${file}/${name}`) });
    at += 46 + nameBytes + extra + comment;
  }
  return entries;
}

function endOf(view: DataView, file: string): number {
  for (let at = view.byteLength - endBytes; at >= Math.max(0, view.byteLength - endBytes - longestComment); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw damaged(file, "it is no ZIP archive, or its end is missing");
}

async function entryOf(archive: Uint8Array, view: DataView, at: number, file: string): Promise<Uint8Array> {
  const method = view.getUint16(at + 10, true);
  const [crc, packedSize, size, local] = [16, 20, 24, 42].map((offset) => view.getUint32(at + offset, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (local + 30 > archive.length || view.getUint32(local, true) !== 0x04034b50)
    throw damaged(file, "it is not where its directory says");
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = archive.subarray(start, start + packedSize);
  if (method !== 0 && method !== 8) throw damaged(file, `its compression ${method} is neither "stored" nor "deflated"`);
  const bytes = method === 0 ? packed.slice() : await inflated(packed, file);
  if (bytes.length !== size || crc32(bytes) !== crc) throw damaged(file, "its bytes are not those that were written");
  return bytes;
}

async function inflated(packed: Uint8Array, file: string): Promise<Uint8Array> {
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw damaged(file, "it cannot be unpacked", cause);
  }
}

function damaged(file: string, what: string, cause?: unknown): TiterError {
  return new TiterError("ZIP_DAMAGED", { what, where: { file }, todo: "Save or copy it again.", cause });
}
