import { TiterError } from "../errors.ts";
import type { Directory } from "./directory.ts";
import { damaged, latin1, unsupported } from "./errors.ts";
import type { TiffPage } from "./page.ts";
import type { ByteSource } from "./source.ts";

/** One value per plane in the stacks of MetaMorph. */
const uic2 = 33629;
const description = 270;

/**
 * How many planes the first directory of a file stands for. MetaMorph stacks (STK) and ImageJ stacks above 4 GB have one directory;
 * their other planes follow the first one's pixels without any.
 */
export function planesOf(directory: Directory): number {
  const metaMorph = directory.count(uic2);
  if (metaMorph > 0) return metaMorph;
  if (directory.next !== 0) return 1;
  const text = latin1(directory.text(description));
  const images = text.startsWith("ImageJ=") ? /^images=(\d+)$/m.exec(text)?.[1] : undefined;
  return Math.max(1, Number(images ?? 1));
}

/** The page of a plane that lies `index` planes behind a directory's own. */
export function planeBehind(source: ByteSource, page: TiffPage, index: number): TiffPage {
  if (index === 0) return page;
  if (page.compression !== "none") throw unsupported(source.name, "several packed planes in one directory");
  const bytes = page.byteCounts.reduce((sum, count) => sum + count, 0);
  const last = Math.max(...page.offsets.map((offset, i) => offset + (page.byteCounts[i] as number)));
  if (last + index * bytes > source.size) {
    throw damaged(source.name, `it ends before plane ${index} (size ${source.size})`);
  }
  return { ...page, offsets: page.offsets.map((offset) => offset + index * bytes) };
}

/** What the pages of a file stand for. */
export interface PageAxes {
  readonly channels: number;
  readonly slices: number;
  readonly frames: number;
  /** The axes from the fastest to the slowest. */
  readonly order: readonly ("c" | "z" | "t")[];
}

/**
 * Channels, slices and frames of a file with several pages, as ImageJ or OME-XML say; without either, pages are slices.
 *
 * @throws `TIFF_UNSUPPORTED` when they are not the file's pages (OME-TIFF over several files).
 */
export function pageAxes(file: string, text: string, pages: number): PageAxes {
  const slices: PageAxes = { channels: 1, slices: pages, frames: 1, order: ["z", "c", "t"] };
  const axes = text.startsWith("ImageJ=") ? imageJ(text) : /<Pixels\s/.test(text) ? ome(text) : slices;
  if (axes.channels * axes.slices * axes.frames === pages) return axes;
  if (pages === 1) return { ...slices, slices: 1 };
  throw new TiterError("TIFF_UNSUPPORTED", {
    what: `the file has ${pages} pages, but speaks of ${axes.channels} channels, ${axes.slices} slices and ${axes.frames} frames`,
    where: { file },
    todo: "Export one file per position, with all its planes.",
  });
}

/** Hyperstacks are stored channels first; stacks that say nothing are slices. */
function imageJ(text: string): PageAxes {
  const value = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, "m").exec(text)?.[1] ?? 0);
  const [channels, slices, frames] = [value("channels"), value("slices"), value("frames")];
  const order = ["c", "z", "t"] as const;
  if (channels + slices + frames === 0) return { channels: 1, slices: value("images") || 1, frames: 1, order };
  return { channels: channels || 1, slices: slices || 1, frames: frames || 1, order };
}

function ome(text: string): PageAxes {
  const pixels = /<Pixels\s[^>]*>/.exec(text)?.[0] ?? "";
  const value = (name: string) => /^\w*/.exec(pixels.split(`${name}="`)[1] ?? "")?.[0] ?? "";
  const order = [...value("DimensionOrder").slice(2).toLowerCase()].filter(
    (axis) => axis === "c" || axis === "z" || axis === "t",
  );
  return {
    channels: Number(value("SizeC") || 1),
    slices: Number(value("SizeZ") || 1),
    frames: Number(value("SizeT") || 1),
    order: order.length === 3 ? order : ["z", "c", "t"],
  };
}
