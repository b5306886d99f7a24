import type { Pixels } from "../../image/dtype.ts";
import { type KernelOptions, openMachine } from "./loadKernels.ts";

/** The kernels that image files are unpacked with. */
export interface ImageBytes {
  /** Expands TIFF's LZW into `into`; gives the bytes that were written, or -1 when the data are damaged. */
  lzw(data: Uint8Array, into: Uint8Array): number;
  /** In place: turns the byte order of `pixels` when `swap` is set, then sums each row of `width` up from the left when `sum` is. */
  turn(pixels: Pixels, width: number, swap: boolean, sum: boolean): void;
}

/** Opens them for the calling thread. Throws `KERNELS_UNAVAILABLE`. */
export function openImageBytes(options: Pick<KernelOptions, "build"> = {}): ImageBytes {
  const { machine } = openMachine(options);
  return {
    lzw(data, into) {
      const planes = [{ data, access: "in" } as const, { data: into, access: "out" } as const];
      return machine.run("unpackLzw", [data.length, into.length], planes, 1)[0] as number;
    },
    turn(pixels, width, swap, sum) {
      const planes = [{ data: pixels, access: "in" } as const, { data: pixels, access: "out" } as const];
      machine.run("turnPixels", [width, pixels.length / width, pixels.BYTES_PER_ELEMENT, +swap, +sum], planes, 0);
    },
  };
}
