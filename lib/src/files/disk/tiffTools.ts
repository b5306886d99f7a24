import { isTiterError } from "../../errors.ts";
import { type ImageBytes, openImageBytes } from "../../functions/native/index.ts";
import { lzwExpand, type TiffTools, turnPixels } from "../../tiff/index.ts";
import { makeInflate } from "./inflate.ts";
import { unpackers } from "./source.ts";

/** The same without kernels; LZW takes about four times as long. */
const withoutKernels: ImageBytes = { lzw: lzwExpand, turn: turnPixels };

/** What TIFF files on disk are unpacked with: the kernels of this machine, opened by each thread when it first needs them. */
export const tiffTools: TiffTools = (() => {
  let kernels: ImageBytes | undefined;
  const opened = () => {
    kernels ??= open();
    return kernels;
  };
  return {
    zstd: unpackers.zstd,
    inflate: makeInflate(),
    lzw: (data, into) => opened().lzw(data, into),
    turn: (pixels, width, swap, sum) => opened().turn(pixels, width, swap, sum),
  };
})();

function open(): ImageBytes {
  try {
    return openImageBytes();
  } catch (error) {
    if (isTiterError(error) && error.code === "KERNELS_UNAVAILABLE") return withoutKernels; // the same bytes, only later
    throw error;
  }
}
