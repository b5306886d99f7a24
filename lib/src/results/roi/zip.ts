import { crc32 } from "./crc32.ts";

/** A file of an archive; the name with `/`, ASCII. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1 January 1980: the same files give the same archive. */
const date = 0x21;

/** Files as a ZIP archive without compression (PKWARE APPNOTE 6.3), below 65,536 files and 4 GB. */
export function zip(entries: readonly ZipEntry[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const label = Uint8Array.from(name, (letter) => letter.charCodeAt(0));
    const shared = record(26, (view) => {
      view.setUint16(0, 20, true); // version needed
      view.setUint16(8, date, true);
      view.setUint32(10, crc32(bytes), true);
      view.setUint32(14, bytes.length, true);
      view.setUint32(18, bytes.length, true);
      view.setUint16(22, label.length, true);
    });
    const central = record(14, (view) => view.setUint32(10, at, true));
    parts.push(signature(3, 4), shared, label, bytes);
    directory.push(
      signature(1, 2),
      record(2, (view) => view.setUint16(0, 20, true)),
      shared,
      central,
      label,
    );
    at += 30 + label.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = record(18, (view) => {
    view.setUint16(4, entries.length, true);
    view.setUint16(6, entries.length, true);
    view.setUint32(8, size, true);
    view.setUint32(12, at, true);
  });
  return [...parts, ...directory, signature(5, 6), end];
}

function record(length: number, fill: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  fill(new DataView(bytes.buffer));
  return bytes;
}

function signature(a: number, b: number): Uint8Array {
  return Uint8Array.of(0x50, 0x4b, a, b);
}
