import type { Dtype } from "../image/dtype.ts";
import { type Compression, directories, pageOf, type TiffPage } from "./page.ts";
import type { ByteSource } from "./source.ts";

/** What a TIFF file says about itself, from its first page. */
export interface TiffHeader {
  readonly width: number;
  readonly height: number;
  readonly dtype: Dtype;
  readonly compression: Compression;
  readonly pages: number;
  /** Tag 270 as bytes turned into characters one by one; instruments and ImageJ keep their metadata here. */
  readonly description: string;
  /** Pixels per unit along x and y, when the file says. */
  readonly resolution: { readonly x: number; readonly y: number; readonly unit: "none" | "inch" | "cm" } | null;
}

const units = { 1: "none", 2: "inch", 3: "cm" } as const;

/** Reads the header of a TIFF file without its pixels; throws `NOT_TIFF`, `TIFF_DAMAGED` or `TIFF_UNSUPPORTED`. */
export function readTiffHeader(source: ByteSource): TiffHeader {
  let pages = 0;
  let first: TiffPage | undefined;
  for (const [directory, layout] of directories(source)) {
    first ??= pageOf(source, directory, layout);
    pages++;
  }
  const { width, height, dtype, compression, directory } = first as TiffPage; // a file without a page has thrown
  const x = directory.number(282);
  const y = directory.number(283);
  const unit = units[(directory.number(296) ?? 2) as 1 | 2 | 3] ?? "none";
  const resolution = x && y ? { x, y, unit } : null;
  return { width, height, dtype, compression, pages, description: latin1(directory.text(270)), resolution };
}

function latin1(bytes: Uint8Array | undefined): string {
  let text = "";
  for (let i = 0; bytes && i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}
