import { isTiterError } from "../../errors.ts";
import { type ImageBytes, openImageBytes } from "../../functions/native/index.ts";
import {
  type Deflate,
  gatherFloats,
  joinTiles,
  lzwExpand,
  packBitsExpand,
  type TiffTools,
  turnPixels,
} from "../../tiff/index.ts";
import { makeZlib } from "./zlib.ts";
import { makeZstdInto } from "./zstd.ts";

/** The same without kernels, for machines that have none; LZW takes about four times as long. */
export const withoutKernels: ImageBytes = {
  lzw: lzwExpand,
  packBits: packBitsExpand,
  turn: turnPixels,
  gatherFloats,
  joinTiles,
};

const zlib = makeZlib();

/** zlib packing for the TIFF writer. */
export const deflate: Deflate = zlib.deflate;

/** What TIFF files on disk are unpacked with: the kernels of this machine, opened by each thread when it first needs them. */
export const tiffTools: TiffTools = makeTools();

function makeTools(): TiffTools {
  let kernels: ImageBytes | undefined;
  const opened = () => {
    kernels ??= open();
    return kernels;
  };
  return {
    inflate: zlib.inflate,
    zstd: makeZstdInto(),
    lzw: (data, into) => opened().lzw(data, into),
    packBits: (data, into) => opened().packBits(data, into),
    turn: (pixels, width, swap, sum) => opened().turn(pixels, width, swap, sum),
    gatherFloats: (pixels, width) => opened().gatherFloats(pixels, width),
    joinTiles: (tiles, tile, rows, rowBytes) => opened().joinTiles(tiles, tile, rows, rowBytes),
  };
}

function open(): ImageBytes {
  try {
    return openImageBytes();
  } catch (error) {
    if (isTiterError(error) && error.code === "KERNELS_UNAVAILABLE") return withoutKernels;
    throw error;
  }
}
