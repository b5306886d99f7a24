/** The pixel types of planes, named as in NumPy and zarr; always little-endian in files that we write. */
export type Dtype = "uint8" | "uint16" | "int32" | "uint32" | "float32";

/** The typed array of a {@link Dtype}; planes live on SharedArrayBuffers so that threads share them without a copy. */
export type Pixels = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

/** A constructor of pixels, over a buffer of either kind. */
type PixelArray = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Pixels;
};

const arrays: Readonly<Record<Dtype, PixelArray>> = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
};

/** Bytes of one pixel. */
export function bytesOf(dtype: Dtype): number {
  return arrays[dtype].BYTES_PER_ELEMENT;
}

/** A typed array of `length` pixels over `buffer` from byte `offset`, a multiple of the pixel's bytes; nothing is copied. */
export function viewOf(dtype: Dtype, buffer: ArrayBufferLike, length: number, offset = 0): Pixels {
  return new arrays[dtype](buffer, offset, length);
}

/** Whether a string names a pixel type. */
export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(arrays, name);
}
