import type { PlaneOutput } from "titer/protocol";
import type { PlaneImage } from "../viewer/image.ts";

type Info = PlaneImage["info"];

/**
 * The image of a plane output as a notebook holds it: every field is checked and the pixels are inflated.
 *
 * @throws Error with a sentence for the reader when the output is from another version or damaged
 */
export async function parsePlane(content: unknown): Promise<PlaneImage> {
  assertPlane(content);
  const { pixels: packed, ...info } = content;
  const bytes = await inflated(packed);
  const wanted = info.height * info.width * (info.dtype === "uint8" ? 1 : 2);
  if (bytes.byteLength !== wanted) {
    throw damaged(`it holds ${bytes.byteLength} bytes of pixels, not ${wanted}`);
  }
  const { width, height } = info;
  return { info, width, height, pixels: info.dtype === "uint8" ? new Uint8Array(bytes) : littleEndian(bytes) };
}

function assertPlane(content: unknown): asserts content is PlaneOutput {
  if (typeof content !== "object" || content === null) throw damaged("it is empty");
  const { version } = content as Partial<PlaneOutput>;
  if (version !== 1) {
    throw new Error(`This image output has version ${String(version)}; this Titer reads version 1. Update Titer.`);
  }
  const output = content as Partial<Info> & { readonly pixels?: unknown };
  const { source, window, range } = output;
  const checks: Readonly<Record<string, boolean>> = {
    title: typeof output.title === "string",
    dtype: output.dtype === "uint8" || output.dtype === "uint16",
    height: isSize(output.height),
    width: isSize(output.width),
    binning: isSize(output.binning),
    pixelSizeUm: output.pixelSizeUm === null || (isNumber(output.pixelSizeUm) && output.pixelSizeUm > 0),
    source: source !== undefined && typeof source.dtype === "string" && isSize(source.height) && isSize(source.width),
    offset: isNumber(output.offset),
    scale: isNumber(output.scale) && output.scale !== 0,
    nonFinite: isNumber(output.nonFinite),
    window: window !== undefined && isNumber(window.low) && isNumber(window.high) && window.low < window.high,
    range: range !== undefined && isNumber(range.min) && isNumber(range.max),
    pixels: typeof output.pixels === "string",
  };
  const wrong = Object.keys(checks).filter((field) => !checks[field]);
  if (wrong.length > 0) throw damaged(`wrong or missing: ${wrong.join(", ")}`);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** A side that a notebook may hold; the graphics card takes 8192 everywhere. */
function isSize(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65536;
}

async function inflated(base64: string): Promise<ArrayBuffer> {
  try {
    const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return await new Response(stream).arrayBuffer();
  } catch (cause) {
    throw damaged("its pixels cannot be unpacked", cause);
  }
}

function littleEndian(bytes: ArrayBuffer): Uint16Array {
  const view = new DataView(bytes);
  const isNative = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  if (isNative) return new Uint16Array(bytes);
  return Uint16Array.from({ length: bytes.byteLength / 2 }, (_, i) => view.getUint16(2 * i, true));
}

function damaged(how: string, cause?: unknown): Error {
  return new Error(`This image output is damaged: ${how}. Run the cell again.`, { cause });
}
