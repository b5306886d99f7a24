import type { Dtype } from "../image/dtype.ts";
import { pixelSizeOf } from "./calibration.ts";
import type { Directory } from "./directory.ts";
import { latin1 } from "./errors.ts";
import { type Compression, directories, pageOf, type TiffPage } from "./page.ts";
import type { ByteSource } from "./source.ts";
import { planeBehind, planesOf } from "./stack.ts";

/** What a TIFF file says about itself, from its first page. */
export interface TiffHeader {
  readonly width: number;
  readonly height: number;
  readonly dtype: Dtype;
  readonly compression: Compression;
  readonly pages: number;
  /** Tag 270 as bytes turned into characters one by one; instruments and ImageJ keep their metadata here. */
  readonly description: string;
  /** Micrometres per pixel along x, when MetaMorph, OME-XML, ImageJ or the resolution says. */
  readonly pixelSizeUm: number | undefined;
  /** Pixels per unit along x and y, when the file says. */
  readonly resolution: { readonly x: number; readonly y: number; readonly unit: "none" | "inch" | "cm" } | null;
}

const units = { 1: "none", 2: "inch", 3: "cm" } as const;

/** Reads the header of a TIFF file without its pixels; throws `NOT_TIFF`, `TIFF_DAMAGED` or `TIFF_UNSUPPORTED`. */
export function readTiffHeader(source: ByteSource): TiffHeader {
  let pages = 0;
  let first: TiffPage | undefined;
  for (const [directory, layout] of directories(source)) {
    pages += first ? 1 : planesOf(directory);
    first ??= pageOf(source, directory, layout);
  }
  const { width, height, dtype, compression, directory } = first as TiffPage; // a file without a page has thrown
  const planes = planesOf(directory);
  if (planes > 1) planeBehind(source, first as TiffPage, planes - 1); // throws when the file is shorter
  return { width, height, dtype, compression, pages, ...describe(directory) };
}

/** What a page says about itself besides its pixels. */
export function describe(directory: Directory): Pick<TiffHeader, "description" | "pixelSizeUm" | "resolution"> {
  const x = directory.number(282);
  const y = directory.number(283);
  const unit = units[(directory.number(296) ?? 2) as 1 | 2 | 3] ?? "none";
  const resolution = x && y ? { x, y, unit } : null;
  const description = latin1(directory.text(270));
  return { description, resolution, pixelSizeUm: pixelSizeOf(directory, description, resolution) };
}
