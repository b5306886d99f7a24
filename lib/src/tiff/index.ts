/**
 * TIFF files: headers and planes, read synchronously from any source of bytes, and a small writer.
 *
 * @module
 */

export { timeStepOf, zStepOf } from "./calibration.ts";
export { readTiffHeader, type TiffHeader } from "./header.ts";
export { lzwExpand } from "./lzw.ts";
export { checkOddBlocks } from "./oddBlocks.ts";
export { readOddHeader } from "./oddHeader.ts";
export { packBitsExpand } from "./packBits.ts";
export { readTiffPlane } from "./pixels.ts";
export { gatherFloats, turnPixels } from "./predictor.ts";
export type { ByteSource, Deflate, ExpandInto, Inflate, TiffTools, Unpackers } from "./source.ts";
export { type PageAxes, pageAxes } from "./stack.ts";
export { imageJParts, omeParts, type PlaneStack, type StackOptions } from "./stackFile.ts";
export { joinTiles } from "./tiles.ts";
export { encodeTiff, type TiffOptions, tiffParts } from "./write.ts";
